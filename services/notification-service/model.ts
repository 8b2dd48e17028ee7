import type { Sql } from '@rialto/core'

/** What a mail is about. */
export type MailKind =
  | 'order_created'
  | 'order_paid'
  | 'payment_failed'
  | 'order_shipped'
  | 'order_delivered'
  | 'order_cancelled'
  | 'part_cancelled'
  | 'payment_refunded'
  | 'return_requested'
  | 'return_approved'
  | 'return_rejected'
  | 'review_request'
  | 'account'

/** What the event of a mail said. No personal data. */
export type Facts = {
  vendorId?: string | undefined
  lines?: readonly { sku: string; quantity: number }[] | undefined
  amount?: number | undefined
  wasPaid?: boolean | undefined
}

export type Language = 'en' | 'de' | 'ar'

/** A mail that waits or is done, as it is stored. */
export type StoredMail = {
  id: string
  kind: MailKind
  subject: 'order' | 'mail_request'
  subjectId: string
  facts: Facts
  state: 'waiting' | 'sent' | 'skipped' | 'refused' | 'given_up'
  ageSeconds: number
}

export type Preferences = { shipped: boolean; delivered: boolean; reviews: boolean }

/** Until a person says otherwise. */
export const usualPreferences: Preferences = { shipped: true, delivered: true, reviews: true }

/** A mail server that takes nothing for this long will not take it later either; the row stays for people. */
export const giveUpSeconds = 5 * 24 * 60 * 60
/** A person at the checkout sees that a payment failed; the mail is for who went away. */
export const paymentFailedDelaySeconds = 5 * 60
/** Enough time to use what came, and not so much that it is forgotten. */
export const reviewDelaySeconds = 5 * 24 * 60 * 60
export const keptDays = 90

const dispensable: ReadonlySet<MailKind> = new Set(['order_shipped', 'order_delivered', 'review_request'])

/** Parcels can be followed on the page too, and nobody owes us an opinion; all other mails say what one must know. */
export function isDispensable(kind: MailKind): boolean {
  return dispensable.has(kind)
}

/** Why a mail about an order is not sent after all; null when it is. */
export function reasonToSkip(
  kind: MailKind,
  orderStatus: string,
  preferences: Preferences,
): 'not_wanted' | 'out_of_date' | null {
  if (kind === 'order_shipped' && !preferences.shipped) return 'not_wanted'
  if (kind === 'order_delivered' && !preferences.delivered) return 'not_wanted'
  if (kind === 'review_request' && !preferences.reviews) return 'not_wanted'
  // Another attempt followed, or the order is over: the news is old.
  if (kind === 'payment_failed' && orderStatus !== 'payment_failed') return 'out_of_date'
  // The mail on the whole order says it already.
  if (kind === 'part_cancelled' && orderStatus === 'cancelled') return 'out_of_date'
  // Whoever sent it back has said enough.
  if (kind === 'review_request' && orderStatus === 'returned') return 'out_of_date'
  return null
}

/** The user behind an order's owner (`user:<id>`); guests have no preferences. */
export function userOf(ownerId: string): string | null {
  const [kind, id] = ownerId.split(':')
  return kind === 'user' && id ? id : null
}

/** A rendered mail on its way to a mail server. */
export type OutgoingMail = {
  /** The same for every attempt: it becomes the message id, so that a second copy is recognisable. */
  id: string
  to: { name: string; address: string }
  language: Language
  subject: string
  html: string
  text: string
  /** Where the person says that they want no more of these; null for what they must know. */
  unsubscribeUrl: string | null
}

/** `isFinal`: the server will never take it. The code says why, without an address. */
export type SendOutcome = { ok: true } | { ok: false; isFinal: boolean; code: string }

export type MailSender = {
  send(mail: OutgoingMail): Promise<SendOutcome>
  close(): Promise<void>
}

/** How a mail ended. */
export type Finish = {
  id: string
  state: Exclude<StoredMail['state'], 'waiting'>
  problem: string | null
  language: Language | null
}

/** The rows of mails, read and finished together for all jobs that run at the same time. */
export type MailRows = {
  find(scope: { tenant: string; sql: Sql }, id: string): Promise<StoredMail | undefined>
  finish(scope: { tenant: string; sql: Sql }, finish: Finish): Promise<void>
}

export type Ports = {
  readonly mails: MailSender
  readonly rows: MailRows
  /** Where links lead, without a slash at the end. */
  readonly publicUrl: string
  readonly shopName: string
}
