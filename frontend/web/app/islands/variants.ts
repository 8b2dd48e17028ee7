// Each choice is a link to the product as it is then. With this, that page is fetched and the parts that differ are put
// in: price, stock, picture, form. The page is made in one place only, on the server.
const parts = ['[data-variant-part]', '[data-add-bar]']
const pages = new Map<string, Promise<Document>>()

const read = (address: string): Promise<Document> => {
  const known = pages.get(address)
  if (known) return known
  const page = fetch(address, { headers: { accept: 'text/html' } }).then(async (answer) => {
    if (!answer.ok) throw new Error(`The product answered ${answer.status}`)
    return new DOMParser().parseFromString(await answer.text(), 'text/html')
  })
  pages.set(address, page)
  page.catch(() => pages.delete(address))
  return page
}

const replaceParts = (page: Document) => {
  for (const selector of parts) {
    const fresh = [...page.querySelectorAll(selector)]
    for (const [index, old] of [...document.querySelectorAll(selector)].entries()) {
      const next = fresh[index]
      if (next) old.replaceWith(document.importNode(next, true))
      else old.remove()
    }
  }
}

let latest = ''

/** Before the page comes: what is chosen looks chosen, and it is what the button adds. */
const choose = (link: HTMLAnchorElement) => {
  latest = link.href
  for (const other of link.closest('ul')?.querySelectorAll('[data-variant-link]') ?? [])
    other.removeAttribute('aria-current')
  link.setAttribute('aria-current', 'true')
  const sku = document.querySelector<HTMLInputElement>('#add [name="sku"]')
  if (sku) sku.value = new URL(link.href).searchParams.get('variant') ?? sku.value
}

const quantityField = () => document.querySelector<HTMLInputElement>('#add [name="quantity"]')

const show = async (address: string) => {
  const page = await read(address)
  // Somebody chose on before this one came.
  if (latest !== address) return
  const quantity = quantityField()?.value
  const focused = document.activeElement
  const wasInQuantity = focused !== null && focused === quantityField()
  replaceParts(page)
  const field = quantityField()
  if (field && quantity && Number(quantity) <= Number(field.max)) field.value = quantity
  // Whoever stood on something that was replaced stands on what took its place.
  if (wasInQuantity) field?.focus()
  else if (focused?.id && !focused.isConnected) document.getElementById(focused.id)?.focus()
  history.replaceState(null, '', address)
  document.dispatchEvent(new CustomEvent('rialto:variant'))
}

const linkOf = (event: Event) =>
  event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('[data-variant-link]') : null

document.addEventListener('pointerover', (event) => {
  const link = linkOf(event)
  if (link) void read(link.href)
})
document.addEventListener('click', (event) => {
  const link = linkOf(event)
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  choose(link)
  // Whatever went wrong: the link itself still leads there.
  show(link.href).catch(() => location.assign(link.href))
})

export {}
