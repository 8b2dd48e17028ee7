// Titles while somebody types in the search: a combobox with a list box (ARIA 1.2). Without it the form just searches.
type Suggestions = {
  readonly items: readonly { readonly title: string; readonly href: string }[]
  readonly status: string
  readonly label: string
}

// Above everything that runs: a module is read from top to bottom.
const listClass =
  'absolute inset-x-0 top-full z-50 mt-1 overflow-hidden rounded-control border border-stone bg-raised py-1 shadow-raised'
const optionClass = 'flex min-h-11 cursor-pointer items-center px-4 aria-selected:bg-stone'
const waitMs = 120
const lettersMin = 2

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) openSuggestions(form)

function openSuggestions(form: HTMLFormElement) {
  const input = form.querySelector<HTMLInputElement>('input[type=search]')
  const address = form.dataset['suggest']
  if (!input || !address) return
  const list = make('ul', { role: 'listbox', id: `${input.id}-list`, class: listClass })
  const status = make('p', { role: 'status', class: 'sr-only' })
  list.hidden = true
  form.append(list, status)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
  }))
    input.setAttribute(name, value)
  const box = openListBox(input, list)
  let asked: AbortController | undefined
  let timer = 0
  input.addEventListener('input', () => {
    clearTimeout(timer)
    asked?.abort()
    const words = input.value.trim()
    if (words.length < lettersMin) return box.close()
    timer = window.setTimeout(async () => {
      asked = new AbortController()
      const found = await ask(`${address}?q=${encodeURIComponent(words)}`, asked.signal)
      if (!found) return
      list.setAttribute('aria-label', found.label)
      status.textContent = found.status
      box.show(found.items)
    }, waitMs)
  })
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) box.close()
  })
}

/** What cannot be asked now is not suggested: the search itself still works. */
async function ask(address: string, signal: AbortSignal): Promise<Suggestions | null> {
  try {
    const answer = await fetch(address, { signal })
    return answer.ok ? ((await answer.json()) as Suggestions) : null
  } catch {
    return null
  }
}

function openListBox(input: HTMLInputElement, list: HTMLElement) {
  let active = -1
  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')]
  const mark = (next: number) => {
    active = next
    for (const [index, option] of options().entries())
      option.setAttribute('aria-selected', String(index === next))
    const option = options()[next]
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  const close = () => {
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    mark(-1)
  }
  const go = (option: HTMLElement | undefined) => {
    const href = option?.dataset['href']
    if (href) location.assign(href)
  }
  close()
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) =>
    go((event.target as Element).closest<HTMLElement>('[role=option]') ?? undefined),
  )
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const count = options().length
    // Behind the last one comes what was typed, then the first again.
    if (event.key === 'ArrowDown') mark(active + 1 >= count ? -1 : active + 1)
    else if (event.key === 'ArrowUp') mark(active === -1 ? count - 1 : active - 1)
    else if (event.key === 'Enter' && active >= 0) go(options()[active])
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
  return {
    close,
    show: (items: Suggestions['items']) => {
      list.replaceChildren(
        ...items.map(({ title, href }, index) => {
          const option = make('li', { role: 'option', id: `${list.id}-${index}`, class: optionClass })
          option.dataset['href'] = href
          option.textContent = title
          return option
        }),
      )
      list.hidden = items.length === 0
      input.setAttribute('aria-expanded', String(items.length > 0))
      mark(-1)
    },
  }
}

function make(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

export {}
