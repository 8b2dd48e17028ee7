import { testCards } from '../cards/test-cards.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'

export type FrameWish = {
  /** The page that embeds the frame, and the only one that messages go to. */
  readonly origin: string
  readonly returnUrl: string
  /** Text of the setting as it came: `true`, `false` or nothing. */
  readonly useStripeSdk: string
  readonly error?: string
}

/** The card form. With script it tells the page around it; without, it goes on to the return URL. */
export function framePage(wish: FrameWish): Page {
  const hints = testCards.filter((card) =>
    ['visa', 'authenticationRequired', 'chargeDeclined'].includes(card.key),
  )
  const body = html`<main class="stack" id="frame"
 data-origin="${wish.origin}" data-return-url="${wish.returnUrl}" data-use-stripe-sdk="${wish.useStripeSdk}">
<form method="post" action="/_sim/frame" class="stack" id="card" autocomplete="on">
<input type="hidden" name="origin" value="${wish.origin}">
<input type="hidden" name="return_url" value="${wish.returnUrl}">
<input type="hidden" name="use_stripe_sdk" value="${wish.useStripeSdk}">
<div><label for="number">Card number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="cc-number" required maxlength="24"></div>
<div class="pair"><div><label for="expiry">Expires, month and year</label>
<input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" required maxlength="9"></div>
<div><label for="cvc">Security code</label>
<input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" required maxlength="4"></div></div>
<p class="error" id="error" role="alert">${wish.error ?? ''}</p>
<button class="main" id="use">Use this card</button></form>
<p class="quiet">Test cards only, such as ${hints.map((card, place) => html`${place > 0 ? ', ' : ''}<code>${spaced(card.number)}</code>`)}.</p>
</main>`
  return { title: 'Card', body, script: frameScript, framedBy: [wish.origin], leadsTo: [wish.origin] }
}

const spaced = (number: string) => number.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Reads `MM / YY` and the like; fields that cannot be read become zero, which the card check refuses. */
export function readExpiry(text: string): { exp_month: number; exp_year: number } {
  const digits = text.replace(/\D+/g, ' ').trim().split(' ')
  const [month = '', year = ''] = digits.length > 1 ? digits : [text.slice(0, 2), text.slice(2)]
  return { exp_month: Number(month) || 0, exp_year: Number(year) || 0 }
}

const frameScript = `
const frame = document.getElementById('frame'), form = document.getElementById('card')
const { origin, returnUrl, useStripeSdk } = frame.dataset
const tell = (type, more) => parent.postMessage({ type, ...more }, origin)
const fit = () => tell('rialto.payment.height', { height: Math.ceil(document.body.getBoundingClientRect().height) })
const wrong = (message) => { document.getElementById('error').textContent = message }
async function use(event) {
  event && event.preventDefault()
  wrong('')
  if (!form.reportValidity()) return
  const button = document.getElementById('use')
  button.disabled = true
  const parts = form.expiry.value.replace(/\\D+/g, ' ').trim().split(' ')
  const text = form.expiry.value.trim()
  const [month, year] = parts.length > 1 ? parts : [text.slice(0, 2), text.slice(2)]
  const body = { number: form.number.value, exp_month: Number(month) || 0, exp_year: Number(year) || 0, cvc: form.cvc.value }
  if (returnUrl) body.return_url = returnUrl
  if (useStripeSdk) body.use_stripe_sdk = useStripeSdk === 'true'
  try {
    const answer = await fetch('/_sim/confirmation_tokens', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const token = await answer.json()
    if (answer.ok) {
      const { brand, last4 } = token.payment_method_preview.card
      tell('rialto.payment', { confirmationToken: token.id, brand, last4 })
    } else {
      wrong(token.error.message)
      tell('rialto.payment.error', { code: token.error.code, message: token.error.message })
    }
  } catch {
    wrong('The payment service could not be reached. Nothing was charged. Try again.')
    tell('rialto.payment.error', { code: 'unreachable' })
  }
  button.disabled = false
  fit()
}
if (parent !== window) {
  form.addEventListener('submit', use)
  addEventListener('message', (event) => {
    if (event.origin === origin && event.data && event.data.type === 'rialto.payment.submit') use()
  })
  new ResizeObserver(fit).observe(document.body)
  tell('rialto.payment.ready', {})
}
`
