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

const show = async (address: string, focusId: string | null) => {
  const quantity = document.querySelector<HTMLInputElement>('#add [name="quantity"]')?.value
  replaceParts(await read(address))
  const field = document.querySelector<HTMLInputElement>('#add [name="quantity"]')
  if (field && quantity && Number(quantity) <= Number(field.max)) field.value = quantity
  if (focusId) document.getElementById(focusId)?.focus()
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
  show(link.href, link.id).then(
    () => history.replaceState(null, '', link.href),
    // Whatever went wrong: the link itself still leads there.
    () => location.assign(link.href),
  )
})

export {}
