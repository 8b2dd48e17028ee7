import { cardByKey } from '../cards/test-cards.ts'
import { readableAmount } from '../payments/currency.ts'
import type { PaymentIntentRecord } from '../state/records.ts'
import type { State } from '../state/state.ts'
import { type ChallengeTexts, challengeTexts } from './challenge-texts.ts'
import type { FrameLocale } from './frame-texts.ts'
import { type Html, html, raw } from './html.ts'
import type { Page } from './layout.ts'

/** The bank's page on which the customer agrees to a payment, refuses it, or goes back without an answer. */
export function challengePage(
  state: State,
  intent: PaymentIntentRecord,
  { framedBy, locale }: { framedBy: readonly string[]; locale: FrameLocale },
): Page {
  const returnUrl = intent.sim.returnUrl
  const leadsTo = returnUrl === undefined ? [] : [sourceOf(returnUrl)]
  const texts = challengeTexts(locale)
  const body = html`<main><div class="card stack bank">
<p class="bank-name">${bankMark}<span>${texts.bank}</span></p>
<h1>${texts.title}</h1>
<p class="bank-amount"><span class="quiet">${texts.amount}</span> <strong><bdi>${readableAmount(intent.amount, intent.currency)}</bdi></strong></p>
<p class="bank-card"><span class="quiet">${texts.card}</span> <bdi>${cardLine(state, intent)}</bdi></p>
${intent.status === 'requires_action' ? buttons(intent, texts) : done(intent, texts)}
<p class="quiet">${texts.simulated}</p></div></main>`
  return { title: texts.title, body, framedBy, leadsTo, language: locale }
}

const bankMark = raw(
  '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"><path d="M3 9 12 4l9 5H3Zm2 0v9m5-9v9m4-9v9m5-9v9M3 20h18"/></svg>',
)

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

function buttons(intent: PaymentIntentRecord, texts: ChallengeTexts): Html {
  const button = (outcome: string, look: string, text: string) => html`
<form method="post" action="/_sim/3ds/${intent.id}"><input type="hidden" name="outcome" value="${outcome}">
<button class="${look} wide">${text}</button></form>`
  const shop = URL.parse(intent.sim.returnUrl ?? '')
  return html`<p>${texts.ask}</p>
${button('succeed', 'main', texts.succeed)}${button('fail', 'danger', texts.fail)}
${shop === null ? '' : html`<p><a href="${shop.href}">${texts.cancel}</a></p>`}`
}

function done(intent: PaymentIntentRecord, texts: ChallengeTexts): Html {
  const link = intent.sim.returnUrl === undefined ? null : returnLink(intent, intent.sim.returnUrl)
  return html`<p>${texts.nothing} <strong>${intent.status}</strong>.</p>
${link === null ? '' : html`<p><a href="${link}">${texts.back}</a></p>`}`
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
