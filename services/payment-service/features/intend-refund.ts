import { ok, type Result, refuse, type Tx } from '@rialto/core'
import { type Posting, postRefundDecision } from '../model/ledger.ts'
import { refundable } from '../model.ts'
import { findHeld, post } from '../store/ledger.ts'
import { findRefund, insertRefund, listRefunds, type Refund } from '../store/refunds.ts'
import { findTenderByOrder, lockTender } from '../store/tenders.ts'
import { scheduleRefund } from './send-refund.ts'

export type RefundWish = {
  id: string
  orderId: string
  vendorId: string | null
  amount: bigint | null
  reason: string | null
}
/** How a refund is booked: what is held for the vendors of the order, the amount, and its currency. */
export type Booking = (refund: {
  held: readonly { vendorId: string; held: bigint }[]
  amount: bigint
  currency: string
}) => Posting[]
type Code = 'NOTHING_TO_REFUND' | 'REFUND_TOO_LARGE'

/**
 * Decides a refund under the tender's lock, so that refunds together never exceed what was captured (INV-6), and
 * posts it. The job that sends it leaves with the same commit.
 */
export async function intendRefund(
  tx: Tx,
  wish: RefundWish,
  book: Booking = bookFromHeld(wish.vendorId),
): Promise<Result<Refund, Code>> {
  const known = await findRefund(tx, wish.id)
  if (known) return ok(known)
  const found = await findTenderByOrder(tx, wish.orderId)
  if (found?.state !== 'captured') return refuse('NOTHING_TO_REFUND', 'Nothing was paid for this order')
  const tender = await lockTender(tx, found.id)
  const left = refundable(tender.amount, await listRefunds(tx, tender.id))
  const held = await findHeld(tx, wish.orderId)
  const ofVendor =
    wish.vendorId === null ? left : (held.find((one) => one.vendorId === wish.vendorId)?.held ?? 0n)
  const amount = wish.amount ?? least(ofVendor, left)
  if (amount <= 0n) return refuse('NOTHING_TO_REFUND', 'Everything was refunded already')
  if (amount > left) return refuse('REFUND_TOO_LARGE', 'This is more than is left of the payment')
  const { id, orderId, vendorId, reason } = wish
  const refund = { id, orderId, tenderId: tender.id, vendorId, amount, currency: tender.currency }
  await insertRefund(tx, refund, reason)
  const postings = book({ held, amount, currency: tender.currency })
  await post(tx, { kind: 'refund decided', cause: id, orderId, postings })
  await scheduleRefund(tx, id)
  return ok({ ...refund, state: 'intended', providerRefundId: null })
}

function bookFromHeld(vendorId: string | null): Booking {
  return ({ held, amount, currency }) => postRefundDecision(takeFrom(held, vendorId, amount), currency)
}

/** From whom a refund is taken: the named vendor, or all in turn, as far as something is held for them. */
export function takeFrom(
  held: readonly { vendorId: string; held: bigint }[],
  vendorId: string | null,
  amount: bigint,
): { vendorId: string; amount: bigint }[] {
  let left = amount
  const parts: { vendorId: string; amount: bigint }[] = []
  for (const one of held) {
    if (vendorId !== null && one.vendorId !== vendorId) continue
    const part = least(one.held, left)
    if (part > 0n) parts.push({ vendorId: one.vendorId, amount: part })
    left -= part > 0n ? part : 0n
  }
  return parts
}

function least(first: bigint, second: bigint): bigint {
  return first > second ? second : first
}
