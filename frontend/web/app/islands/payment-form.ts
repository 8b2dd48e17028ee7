// The card fields belong to the payment provider: its script puts them into a frame of its own origin, and gives a token
// for what was typed there. The token is all that this page ever sees, and sends.

type Failure = { readonly error?: { readonly message?: string } }
type Token = Failure & { readonly confirmationToken?: { readonly id: string } }
type Field = {
  mount(place: HTMLElement): void
  on(event: 'ready' | 'loaderror', listener: () => void): void
}
type Elements = {
  create(kind: 'payment', options: object): Field
  submit(): Promise<Failure>
  update(options: object): void
}
type Provider = {
  elements(options: object): Elements
  createConfirmationToken(wish: { elements: Elements; params: { return_url: string } }): Promise<Token>
}
type Window = { Stripe?: (key: string) => Provider }

const loadSecondsMax = 20
const night = matchMedia('(prefers-color-scheme: dark)')
const form = document.querySelector<HTMLFormElement>('form[data-payment]')

/** A colour of ours as the browser computes it. Each has an element of its own: on one, a new colour would fade in. */
function token(name: string): string {
  const sample = document.createElement('span')
  sample.style.color = `var(--${name})`
  document.body.append(sample)
  const { color } = getComputedStyle(sample)
  sample.remove()
  return color
}

/** Our colours and shapes, for fields that our style sheet cannot reach. */
function appearance(): object {
  const chosen = document.documentElement.dataset['theme']
  const isNight = chosen === undefined ? night.matches : chosen === 'dark'
  return {
    theme: isNight ? 'night' : 'stripe',
    labels: 'above',
    variables: {
      colorPrimary: token('lagoon'),
      colorBackground: token('raised'),
      colorText: token('ink'),
      colorTextSecondary: token('ink-2'),
      colorDanger: token('danger'),
      borderRadius: '4px',
      fontSizeBase: '16px',
      spacingUnit: '4px',
    },
    rules: { '.Input': { borderColor: token('border'), boxShadow: 'none' }, '.Label': { fontWeight: '600' } },
  }
}

function loadProvider(address: string): Promise<(key: string) => Provider> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.addEventListener('load', () => {
      const open = (window as unknown as Window).Stripe
      if (open) resolve(open)
      else reject(new Error('The script of the payment provider did not start'))
    })
    script.addEventListener('error', () => reject(new Error('The payment provider could not be reached')))
    setTimeout(() => reject(new Error('The payment provider does not answer')), loadSecondsMax * 1_000)
    document.head.append(script)
  })
}

async function open(paying: HTMLFormElement): Promise<void> {
  const { script = '', key = '', amount, currency, locale, returnUrl = '' } = paying.dataset
  const place = paying.querySelector<HTMLElement>('[data-fields]')
  const button = paying.querySelector<HTMLButtonElement>('[data-pay]')
  if (!place || !button) return
  const openStripe = await loadProvider(script)
  const provider = openStripe(key === '' ? 'pk_test_simulator' : key)
  const elements = provider.elements({
    mode: 'payment',
    amount: Number(amount),
    currency,
    captureMethod: 'manual',
    paymentMethodTypes: ['card'],
    locale,
    appearance: appearance(),
  })
  const fields = elements.create('payment', { layout: 'tabs' })
  fields.on('ready', () => {
    button.disabled = false
  })
  fields.on('loaderror', () => say(paying, paying.dataset['unreachable'] ?? ''))
  fields.mount(place)
  night.addEventListener('change', () => elements.update({ appearance: appearance() }))
  paying.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!button.disabled) pay({ paying, button, provider, elements, returnUrl })
  })
}

type Paying = {
  paying: HTMLFormElement
  button: HTMLButtonElement
  provider: Provider
  elements: Elements
  returnUrl: string
}

async function pay({ paying, button, provider, elements, returnUrl }: Paying): Promise<void> {
  const label = [...button.childNodes]
  button.disabled = true
  button.replaceChildren(paying.dataset['busy'] ?? '')
  say(paying, '')
  const { id, problem } = await makeToken(provider, elements, returnUrl).catch(() => ({
    id: undefined,
    problem: paying.dataset['unreachable'],
  }))
  const token = paying.querySelector<HTMLInputElement>('input[name=token]')
  if (id !== undefined && token) {
    token.value = id
    paying.submit()
    return
  }
  button.disabled = false
  button.replaceChildren(...label)
  say(paying, problem ?? '')
}

async function makeToken(provider: Provider, elements: Elements, returnUrl: string) {
  const checked = await elements.submit()
  // What is wrong with the fields, the fields say themselves.
  if (checked.error) return { id: undefined, problem: '' }
  const made = await provider.createConfirmationToken({ elements, params: { return_url: returnUrl } })
  return { id: made.confirmationToken?.id, problem: made.error?.message }
}

function say(paying: HTMLFormElement, text: string): void {
  const problem = paying.querySelector('[data-problem]')
  if (problem) problem.textContent = text
}

/** Counts down in whole minutes; when the time is over the page says what that means. */
function keepTime(): void {
  const shown = document.querySelector<HTMLElement>('[data-seconds-left]')
  if (!shown) return
  const endsAt = performance.now() + Number(shown.dataset['secondsLeft']) * 1_000
  const format = new Intl.NumberFormat(shown.dataset['locale'], {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  })
  const timer = setInterval(() => {
    const minutes = Math.ceil((endsAt - performance.now()) / 60_000)
    if (minutes > 0) shown.textContent = format.format(minutes)
    else {
      clearInterval(timer)
      location.replace(location.pathname)
    }
  }, 5_000)
}

if (form) open(form).catch(() => say(form, form.dataset['unreachable'] ?? ''))
keepTime()
// Just confirmed, and the bank wants to ask: on to its page. Going back from there leads to the page before this one.
const bank = document.querySelector<HTMLElement>('[data-go]')?.dataset['go']
if (bank !== undefined && /^https?:/.test(bank)) location.replace(bank)
if (document.querySelector('[data-wait]')) setTimeout(() => location.replace(location.pathname), 3_000)
// A page from the browser's memory still holds the token that was sent: it is made anew.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.pathname)
})

export {}
