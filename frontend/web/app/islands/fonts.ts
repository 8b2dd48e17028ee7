// Until now our fonts were for print only, so that nothing waited for them. Once the page with its first pictures is
// painted they are fetched, and shown when all are there: the page changes once.
const painted = () => requestAnimationFrame(() => requestAnimationFrame(fetchFonts))

function fetchFonts(): void {
  const sheet = document.querySelector<HTMLLinkElement>('link[data-fonts]')
  if (!sheet) return
  const addresses = (sheet.dataset['fonts'] ?? '').split(' ')
  // A font that does not come is no reason to keep the others back.
  void Promise.all(addresses.map(fetchFont)).then(() => {
    sheet.media = 'all'
  })
}

function fetchFont(address: string): Promise<unknown> {
  const link = document.createElement('link')
  Object.assign(link, {
    rel: 'preload',
    as: 'font',
    type: 'font/woff2',
    crossOrigin: 'anonymous',
    href: address,
  })
  return new Promise((resolve) => {
    link.onload = resolve
    link.onerror = resolve
    document.head.append(link)
  })
}

if (document.readyState === 'complete') painted()
else addEventListener('load', painted, { once: true })

export {}
