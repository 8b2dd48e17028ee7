import { cardByKey } from '../cards/test-cards.ts'
import { readableAmount } from '../payments/currency.ts'
import type { PaymentIntentRecord } from '../state/records.ts'
import type { State } from '../state/state.ts'
import { type Html, html } from './html.ts'
import type { Page } from './layout.ts'

/** The bank's page on which the customer agrees to a payment, or does not. */
export function challengePage(state: State, intent: PaymentIntentRecord, framedBy: readonly string[]): Page {
  const returnUrl = intent.sim.returnUrl
  const leadsTo = returnUrl === undefined ? [] : [sourceOf(returnUrl)]
  const title = 'Confirm your payment'
  const body = html`<main><div class="card stack"><h1>${title}</h1>
<dl class="facts"><div><dt>Amount</dt><dd>${readableAmount(intent.amount, intent.currency)}</dd></div>
<div><dt>Card</dt><dd>${cardLine(state, intent)}</dd></div></dl>
${intent.status === 'requires_action' ? buttons(intent) : done(intent)}
<p class="quiet">A page of the simulator: it stands in for the customer's bank.</p></div></main>`
  return { title, body, framedBy, leadsTo }
}

/** How a content policy names the place: its origin, or the scheme alone for an app's own links. */
function sourceOf(address: string): string {
  const url = URL.parse(address)
  if (url === null) return ''
  return url.origin === 'null' ? url.protocol : url.origin
}

function cardLine(state: State, intent: PaymentIntentRecord): string {
  const method = state.tables.payment_methods.get(intent.payment_method ?? '')
  return method === undefined ? 'none' : `•••• ${cardByKey(method.sim.card).number.slice(-4)}`
}

function buttons(intent: PaymentIntentRecord): Html {
  const button = (outcome: string, look: string, text: string) => html`
<form method="post" action="/_sim/3ds/${intent.id}"><input type="hidden" name="outcome" value="${outcome}">
<button class="${look}">${text}</button></form>`
  return html`${button('succeed', 'main', 'Authorise')}${button('fail', 'danger', 'Fail')}
<p>To abandon the payment, leave this page without choosing.</p>`
}

function done(intent: PaymentIntentRecord): Html {
  const link = intent.sim.returnUrl === undefined ? null : returnLink(intent, intent.sim.returnUrl)
  return html`<p>There is nothing to confirm: the payment is <strong>${intent.status}</strong>.</p>
${link === null ? '' : html`<p><a href="${link}">Back to the shop</a></p>`}`
}

/** The return URL with what the shop needs to find its payment; undefined when it is no URL. */
export function returnLink(intent: PaymentIntentRecord, returnUrl: string): string | null {
  const url = URL.parse(returnUrl)
  if (url === null) return null
  const failed = intent.status === 'requires_payment_method' || intent.status === 'canceled'
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '')
  url.searchParams.set('redirect_status', failed ? 'failed' : 'succeeded')
  return url.href
}
