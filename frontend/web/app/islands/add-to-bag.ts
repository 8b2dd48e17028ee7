// The form posts and leads to the bag. With this it is sent from here: what came of it is read out politely, and the
// number at the bag is the one that the server says.
let isSending = false

const readPage = async (answer: Response) => new DOMParser().parseFromString(await answer.text(), 'text/html')

const put = (page: Document, selector: string) => {
  const old = document.querySelector(selector)
  const fresh = page.querySelector(selector)
  if (old && fresh) old.replaceChildren(...fresh.cloneNode(true).childNodes)
}

const updateBag = (page: Document) => {
  const fresh = page.querySelector('header a[href$="/bag"]')
  const old = document.querySelector('header a[href$="/bag"]')
  if (fresh && old) old.replaceWith(document.importNode(fresh, true))
}

const say = (text: string) => {
  const place = document.querySelector('[data-add-answer]')
  if (place) place.textContent = text
}

const send = async (form: HTMLFormElement) => {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  body.set('stay', '1')
  say(form.dataset['busy'] ?? '')
  // The address names the variant; what was added before is no part of this.
  const address = new URL(location.href)
  address.searchParams.delete('added')
  address.hash = ''
  const answer = await fetch(address, { method: 'POST', body, headers: { accept: 'text/html' } })
  // 422 is an answer too: the page with what is wrong.
  if (!answer.ok && answer.status !== 422) throw new Error(`The bag answered ${answer.status}`)
  const page = await readPage(answer)
  put(page, '[data-add-answer]')
  put(page, '#add')
  updateBag(page)
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-add-to-bag]')) return
  event.preventDefault()
  if (isSending) return
  isSending = true
  send(form)
    // The key of the form is still the same: sending it again adds once.
    .catch(() => say(form.dataset['failed'] ?? ''))
    .finally(() => {
      isSending = false
    })
})

// On phones the bar steps aside while the button itself is in sight.
const watcher = new IntersectionObserver(([entry]) => {
  document.querySelector('[data-add-bar]')?.toggleAttribute('data-away', entry?.isIntersecting === true)
})
const watch = () => {
  watcher.disconnect()
  const button = document.querySelector('[data-add-button]')
  if (button) watcher.observe(button)
}
document.addEventListener('rialto:variant', watch)
watch()

export {}
