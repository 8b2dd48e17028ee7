import type { EventType } from '@rialto/core'
import { paymentFailed, paymentIntentCreated, paymentSucceeded } from '../contract.ts'
import {
  type Decision,
  decideIntent,
  declineCode,
  type Intent,
  type Share,
  type Source,
  type Tender,
} from '../model.ts'
import { postSale } from './ledger.ts'
import type { Journal } from './ledger-chart.ts'

type Failure = { code: string; reason: string }

/** What is written because of the provider's word, in one commit. */
export type NewsPlan = {
  state: Tender['state']
  actionUrl: string | null
  failure: Failure | null
  intent: Intent | null
  events: { type: string; data: unknown }[]
  journal: Journal | null
  /** After this much time the provider is asked again, should nobody have brought the payment further. */
  resolve: { step: string; dueInSeconds: number } | null
}

export type News = {
  /** Null when the provider refused to make an intent at all. */
  intent: Intent | null
  source: Source
  failure?: Failure
}

export type Planned = { plan: NewsPlan | null; next: Decision['next'] }

const captureSeconds = 5
/** Who stands before the bank's page is asked for once, should neither the payer nor a webhook come back. */
const actionSeconds = 120

/**
 * Decides what news make of a tender and what is written for it; no plan when nothing changes. Nothing is read or
 * written here: who writes the plan checks that the tender is still the one that was decided on.
 */
export function planNews(
  tender: Tender,
  news: News,
  facts: { now: Date; shares: readonly Share[] },
): Planned {
  if (!news.intent) return { plan: planRefusal(tender, news.failure), next: 'nothing' }
  const intent = news.failure ? { ...news.intent, failure: news.intent.failure ?? news.failure } : news.intent
  const decision = decideIntent(tender, intent, news.source)
  const actionUrl = decision.state === 'requires_action' ? intent.actionUrl : null
  const isNew = tender.providerIntentId === null
  const changes = isNew || decision.state !== tender.state || actionUrl !== tender.actionUrl
  if (!changes) return { plan: null, next: decision.next }
  const failure = decision.state === 'failed' ? failureOf(tender, intent.failure) : null
  const events = isNew ? [event(paymentIntentCreated, created(tender, facts.now))] : []
  if (decision.tell === 'succeeded') events.push(event(paymentSucceeded, succeeded(tender, intent)))
  if (decision.tell === 'failed') events.push(event(paymentFailed, failed(tender, intent.failure)))
  const journal = decision.tell === 'succeeded' ? sale(tender, intent, facts.shares) : null
  const plan = { state: decision.state, actionUrl, failure, intent, events, journal }
  return { plan: { ...plan, resolve: resolveAfter(tender, decision.state) }, next: decision.next }
}

/** The provider refused the call that makes the intent: there is none, and another attempt may follow. */
function planRefusal(tender: Tender, failure: Failure | undefined): NewsPlan | null {
  if (tender.state !== 'unknown' || !failure) return null
  return {
    state: 'failed',
    actionUrl: null,
    failure: { ...failure, code: declineCode(failure.code) },
    intent: null,
    events: [event(paymentFailed, failed(tender, failure))],
    journal: null,
    resolve: null,
  }
}

function failureOf(tender: Tender, failure: Failure | null): Failure | null {
  if (failure) return { ...failure, code: declineCode(failure.code) }
  if (tender.failureCode === null) return null
  return { code: tender.failureCode, reason: tender.failureReason ?? '' }
}

function resolveAfter(tender: Tender, state: Tender['state']): NewsPlan['resolve'] {
  if (state === 'authorised') return { step: `capture ${tender.attempt}`, dueInSeconds: captureSeconds }
  if (state === 'requires_action') return { step: `action ${tender.attempt}`, dueInSeconds: actionSeconds }
  return null
}

/** The keys of the jobs that ask for a payment; they are done with when it is final. */
export function resolveKeys({ id, attempt }: Tender): string[] {
  return [`${id} opened`, `${id} attempt ${attempt}`, `${id} action ${attempt}`, `${id} capture ${attempt}`]
}

function event<Data>(kind: EventType<Data>, data: Data): { type: string; data: unknown } {
  return { type: kind.type, data }
}

function created({ id, orderId }: Tender, now: Date) {
  return { paymentId: id, orderId, at: now.toISOString() }
}

function succeeded({ id, orderId, generation, currency }: Tender, intent: Intent) {
  return { paymentId: id, orderId, generation, amount: { amount: Number(intent.captured), currency } }
}

function failed({ id, orderId, attempt }: Tender, failure: Failure | null) {
  return { paymentId: id, orderId, attempt, code: declineCode(failure?.code ?? 'canceled') }
}

function sale(tender: Tender, intent: Intent, shares: readonly Share[]): Journal {
  const { id, orderId, currency } = tender
  const vendors = shares.map((share) => ({
    vendorId: share.vendorId,
    total: BigInt(share.total),
    discountsByPlatform: BigInt(share.discountsByPlatform),
    commission: BigInt(share.commission),
    commissionTax: BigInt(share.commissionTax),
  }))
  const postings = postSale({ amount: intent.captured, fee: intent.fee ?? 0n, currency, vendors })
  return { kind: 'sale', cause: id, orderId, postings }
}
