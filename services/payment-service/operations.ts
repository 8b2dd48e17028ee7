import type { BatchOperation } from '@rialto/core'
import type { JournalItem, JournalOutcome, PendingItem, PendingOutcome } from './model/ledger-batch.ts'
import type { ProviderEvent, Share } from './model.ts'

/** Journals of many callers travel to PostgreSQL as one statement. */
export const appendJournalsOperation: BatchOperation<JournalItem, JournalOutcome> = {
  name: 'payment.append_journals',
  functionName: 'payment_append_journals_v1',
}

export const movePendingOperation: BatchOperation<PendingItem, PendingOutcome> = {
  name: 'payment.move_pending',
  functionName: 'payment_move_pending_v1',
}

/** What one request writes before the provider is called. `seen` is what it was decided on; null: there was no tender. */
export type OpenItem = {
  id: string
  orderId: string
  orderNumber: string
  ownerId: string
  amount: string
  currency: string
  holdId: string
  generation: number
  shares: readonly Share[]
  seen: (SeenTender & { openedBy: string }) | null
  state: string
  n: number
  round: number
  openedBy: string
  isReopened: boolean
  attempt: {
    requestId: string
    sealedMethod: string
    returnUrl: string | null
    providerKey: string
    creates: boolean
  } | null
  job: ResolveJob
}

export type SeenTender = {
  state: string
  attempt: number
  round: number
  generation: number
  intentId: string | null
}

type ResolveJob = { key: string; dueInSeconds: number }

/** Payments of many shoppers are opened by one statement. */
export const openPaymentOperation: BatchOperation<OpenItem, { code: 'opened' | 'moved' }> = {
  name: 'payment.open_payment',
  functionName: 'payment_open_v1',
}

/** All that one commit writes because of the provider's word. */
export type NewsItem = {
  tenderId: string
  orderId: string
  seen: SeenTender
  intentId: string | null
  clientSecret: string | null
  state: string
  actionUrl: string | null
  failureCode: string | null
  failureReason: string | null
  fee: string | null
  /** Nothing that the provider says of this intent changes it any more. */
  isFinal: boolean
  /** A call of ours is about to bring it further. */
  isAtWork: boolean
  events: readonly { type: string; data: unknown }[]
  traceparent: string
  job: ResolveJob | null
  doneJobs: readonly string[]
  journal: JournalItem | null
  /** The answer of the request that waits for this, stored under its key. */
  reply: { keyId: string; fingerprint: string; status: number; text: string } | null
}

export const applyNewsOperation: BatchOperation<
  NewsItem,
  { code: 'applied' | 'moved'; isAnswered: boolean }
> = {
  name: 'payment.apply_news',
  functionName: 'payment_apply_news_v1',
}

export type EventItem = {
  account: string
  eventId: string
  type: string
  kind: ProviderEvent['object']['kind']
  objectId: string | null
  payload: unknown
  /** Of our own metadata: whose intent it is while our call has not come back. */
  paymentId: string | null
  round: number | null
}

/** What the provider sends in one turn is stored by one statement. */
export const storeEventOperation: BatchOperation<EventItem, { code: 'stored' | 'known' }> = {
  name: 'payment.store_event',
  functionName: 'payment_store_events_v1',
}
