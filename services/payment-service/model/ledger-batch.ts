import { deriveId } from '@rialto/core'
import type { Journal } from './ledger-chart.ts'

/** A journal as `payment_append_journals_v1` takes it. */
export type JournalItem = {
  id: string
  kind: string
  cause: string
  orderId: string | null
  bookedOn?: string
  digest: string
  rows: readonly Record<string, unknown>[]
}

/** `other`: the same id with another content, which is a fault. */
export type JournalOutcome = {
  code: 'posted' | 'same' | 'other' | 'INSUFFICIENT' | 'PERIOD_CLOSED'
  bookedOn: string | null
}

export type PendingItem =
  | { id: string; change: 'begin'; journal: JournalItem; digest: string; lifeSeconds: number }
  | { id: string; change: 'post' | 'void' }

export type PendingOutcome = {
  code:
    | 'pending'
    | 'posted'
    | 'voided'
    | 'other'
    | 'INSUFFICIENT'
    | 'ALREADY_VOIDED'
    | 'ALREADY_POSTED'
    | 'NOT_FOUND'
}

/** The id of a journal: one for each cause, the same in every process and at every repetition. */
export function journalId({ kind, cause }: Pick<Journal, 'kind' | 'cause'>): string {
  return deriveId('journal', kind, cause)
}

/** Writes a journal as the database takes it. The digest tells its content: what was posted never changes its story. */
export function journalItem(journal: Journal): JournalItem {
  const { kind, cause, orderId, bookedOn, postings } = journal
  const rows = postings.map((posting, index) => ({
    n: index + 1,
    debit: posting.debit,
    credit: posting.credit,
    amount: posting.amount.toString(),
    currency: posting.currency,
    vendor_id: posting.vendorId,
    ...(posting.holderId === undefined ? {} : { holder_id: posting.holderId }),
  }))
  const text = JSON.stringify(rows)
  const digest = bookedOn === undefined ? deriveId(text) : deriveId(text, bookedOn)
  return {
    id: journalId(journal),
    kind,
    cause,
    orderId,
    ...(bookedOn === undefined ? {} : { bookedOn }),
    digest,
    rows,
  }
}
