import { ok, type Result, refuse, type Tx } from '@rialto/core'
import { least } from '../model/ledger-chart.ts'
import { paidLeft, type Reason } from '../model/ledger-items.ts'
import { refundable } from '../model.ts'
import { lockItems } from '../store/ledger-items.ts'
import { findRefund, insertRefund, listRefunds, type Refund, reuseRefunds } from '../store/refunds.ts'
import { findTenderByOrder, lockTender } from '../store/tenders.ts'
import { bookOn, type Move } from './book-moves.ts'
import { scheduleRefund } from './send-refund.ts'

export type RefundWish = Reason & {
  id: string
  orderId: string
  /** Whose part is refunded; null for the whole order. */
  vendorId: string | null
  /** Null: all that is left. */
  amount: bigint | null
  reason: string | null
  /** When less is left than is wished, that is refunded instead of nothing. */
  isAtMost?: boolean
}
/** How a refund reaches the customer: what is booked with it, and what else leaves with its commit. */
export type PayOut = {
  book(refund: Refund): Move[]
  finish(tx: Tx, refund: Refund): Promise<void>
}
type Code = 'NOTHING_TO_REFUND' | 'REFUND_TOO_LARGE'

/**
 * Decides a refund under the locks of the tender and of its items, so that refunds together never exceed what was
 * captured (INV-6), and posts it: the items tell from where the money is taken. A refund that failed before is still
 * owed to the customer and was taken from the vendors: the next one pays that out first.
 */
export async function intendRefund(
  tx: Tx,
  wish: RefundWish,
  payOut: PayOut = throughProvider,
): Promise<Result<Refund, Code>> {
  const known = await findRefund(tx, wish.id)
  if (known) return ok(known)
  const found = await findTenderByOrder(tx, wish.orderId)
  if (found?.state !== 'captured') return refuse('NOTHING_TO_REFUND', 'Nothing was paid for this order')
  const tender = await lockTender(tx, found.id)
  const refunds = await listRefunds(tx, tender.id)
  const items = await lockItems(tx, [wish.orderId])
  const { id, orderId, vendorId, reason } = wish
  const own = items.filter((item) => vendorId === null || item.vendorId === vendorId)
  const owed = refunds.filter(
    (refund) => refund.state === 'failed' && (vendorId === null || refund.vendorId === vendorId),
  )
  const owedAmount = owed.reduce((sum, refund) => sum + refund.amount - refund.reused, 0n)
  const left = least(refundable(tender.amount, refunds), paidLeft(own) + owedAmount)
  if (left <= 0n) return refuse('NOTHING_TO_REFUND', 'Everything was refunded already')
  const wished = wish.amount ?? left
  if (wished > left && !wish.isAtMost)
    return refuse('REFUND_TOO_LARGE', 'This is more than is left of the payment')
  const amount = least(wished, left)
  const refund = { id, orderId, tenderId: tender.id, vendorId, amount, currency: tender.currency }
  await insertRefund(tx, refund, reason)
  const reused = least(owedAmount, amount)
  if (reused > 0n) await reuseRefunds(tx, owed, reused)
  const intended = { ...refund, state: 'intended' as const, providerRefundId: null, reused: 0n }
  const { earned = null, isOfUnits = false } = wish
  const move = { type: 'refund' as const, id, orderId, vendorId, earned, isOfUnits }
  const moves = amount > reused ? [{ ...move, amount: amount - reused }] : []
  await bookOn(tx, items, [...moves, ...payOut.book(intended)])
  await payOut.finish(tx, intended)
  return ok(intended)
}

const throughProvider: PayOut = { book: () => [], finish: (tx, { id }) => scheduleRefund(tx, id) }
