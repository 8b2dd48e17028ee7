// The small pictures lead to the large ones by links. With this, the page stays where it is, and the small picture of
// what is shown is marked, also while one swipes.
const wire = (gallery: HTMLElement) => {
  const strip = gallery.querySelector<HTMLElement>('[data-gallery-strip]')
  const links = [...gallery.querySelectorAll<HTMLAnchorElement>('[data-gallery-link]')]
  if (!strip) return
  const pictures = [...strip.children]
  const mark = (shown: Element) => {
    for (const [index, link] of links.entries()) {
      if (pictures[index] === shown) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
  }
  const watcher = new IntersectionObserver(
    (entries) => {
      const shown = entries.find((entry) => entry.isIntersecting)
      if (shown) mark(shown.target)
    },
    { root: strip, threshold: 0.6 },
  )
  for (const picture of pictures) watcher.observe(picture)
  for (const [index, link] of links.entries()) {
    link.addEventListener('click', (event) => {
      const picture = pictures[index]
      if (!picture) return
      event.preventDefault()
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
      const along = picture.getBoundingClientRect().left - strip.getBoundingClientRect().left
      strip.scrollBy({ left: along, behavior: calm ? 'instant' : 'smooth' })
    })
  }
}

for (const gallery of document.querySelectorAll<HTMLElement>('[data-gallery]')) wire(gallery)

export {}
