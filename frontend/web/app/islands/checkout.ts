// Another country, address or way of delivery changes prices and fields. Without script a button asks for them; with it,
// they follow the choice, and whatever was typed meanwhile stays.
const form = document.querySelector<HTMLFormElement>('form[data-checkout]')
let asked = 0

function hideButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-refresh-button]')) button.hidden = true
}

async function refresh(from: HTMLFormElement): Promise<void> {
  asked += 1
  const turn = asked
  const body = new FormData(from)
  body.set('intent', 'refresh')
  body.delete('code')
  const answer = await fetch(location.href, { method: 'POST', body: new URLSearchParams(textsOf(body)) })
  if (turn !== asked) return
  if (answer.redirected) return location.assign(answer.url)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const fresh = page.querySelector(`[data-live="${part.dataset['live']}"]`)
    if (fresh) replace(part, fresh)
  }
  hideButtons()
}

function textsOf(body: FormData): [string, string][] {
  return [...body.entries()].map(([name, value]) => [name, String(value)])
}

/** Puts a fresh part in the place of an old one; what is typed in the old one goes along, and so does the focus. */
function replace(part: HTMLElement, fresh: Element): void {
  const focused = part.contains(document.activeElement) ? keyOf(document.activeElement) : null
  const open = [...part.querySelectorAll('details')].map((details) => details.open)
  const typed = new Map<string, string>()
  for (const field of part.querySelectorAll<HTMLInputElement>('input:not([type=hidden]):not([type=radio])')) {
    typed.set(field.name, field.value)
  }
  part.replaceChildren(...document.adoptNode(fresh).childNodes)
  for (const [index, details] of part.querySelectorAll('details').entries()) {
    details.open = open[index] ?? details.open
  }
  for (const field of part.querySelectorAll<HTMLInputElement>('input:not([type=hidden]):not([type=radio])')) {
    field.value = typed.get(field.name) ?? field.value
  }
  if (focused !== null) part.querySelector<HTMLElement>(focused)?.focus()
}

function keyOf(element: Element | null): string | null {
  const name = element?.getAttribute('name')
  if (!name) return null
  const value = element instanceof HTMLInputElement && element.type === 'radio' ? element.value : null
  return `[name="${CSS.escape(name)}"]${value === null ? '' : `[value="${CSS.escape(value)}"]`}`
}

if (form) {
  hideButtons()
  form.addEventListener('change', (event) => {
    if (!(event.target as Element).matches('[data-refresh]')) return
    // The server did not answer: the page keeps its old prices, and the order itself checks them again.
    refresh(form).catch(() => form.requestSubmit())
  })
}

export {}
