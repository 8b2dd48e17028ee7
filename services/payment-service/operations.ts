import type { BatchOperation } from '@rialto/core'
import type { JournalItem, JournalOutcome, PendingItem, PendingOutcome } from './model/ledger-batch.ts'

/** Journals of many callers travel to PostgreSQL as one statement. */
export const appendJournalsOperation: BatchOperation<JournalItem, JournalOutcome> = {
  name: 'payment.append_journals',
  functionName: 'payment_append_journals_v1',
}

export const movePendingOperation: BatchOperation<PendingItem, PendingOutcome> = {
  name: 'payment.move_pending',
  functionName: 'payment_move_pending_v1',
}
