import { feature, ok, refuse } from '@rialto/core'
import { cancelVendorOrder } from '../contract.ts'
import { holdOf, livingParts, moveTo, refuseMove, withDerivedMoves } from '../model/moves.ts'
import type { Order, OrderEvent, Part } from '../model/order.ts'
import { type FrozenLine, openLines, refundOf } from '../model/units.ts'
import { findFrozenLines } from '../store/orders.ts'
import { withArrivalOf } from './deliver-vendor-order.ts'
import { type Decision, moveOrder, movesPartOf, partOf, showMoved } from './move-order.ts'

export default feature(cancelVendorOrder, async (input, ctx) => {
  const { orderId, vendorId, reason = 'other' } = input
  if (!movesPartOf(ctx, vendorId)) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  return ctx.once(async (tx) => {
    const frozen = await findFrozenLines(tx, orderId)
    const decideIt = (order: Order) => decide({ vendorId, reason, frozen }, order)
    const moved = await moveOrder(ctx, tx, { orderId, decide: decideIt, cause: cancelVendorOrder.name })
    if (!moved.ok) return moved
    const { order, events } = moved.value
    const cancelled = events.find((event) => event.type === 'PartCancelled')
    const refundAmount = cancelled?.data.refundAmount ?? partOf(order, vendorId)?.total ?? 0
    return ok({ ...showMoved(order, vendorId), refundAmount, currency: order.currency })
  })
})

type Cancel = { vendorId: string; reason: string; frozen: readonly FrozenLine[] }

/**
 * A paid part of which nothing was shipped is refunded with its shipping, its tax and its share of the discounts: all
 * that the customer paid for it. Of a part that was shipped in part, the rest is refunded at the frozen prices of its
 * units. Without any other part the order itself is cancelled, by one event, so that nothing is refunded twice.
 */
export function decide(command: Cancel, order: Order): Decision<'NOT_FOUND' | 'INVALID_STATUS_TRANSITION'> {
  const part = partOf(order, command.vendorId)
  if (!part) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  const isOpen = part.status === 'open' || part.status === 'partly_shipped'
  if (order.status !== 'paid' || !isOpen) return refuseMove(order, 'cancelled')
  const { reason, frozen } = command
  if (part.status === 'partly_shipped') return ok(cancelRest(order, part, { reason, frozen }))
  if (livingParts(order).length === 1) {
    const moved = moveTo(order, 'cancelled', { ...holdOf(order), wasPaid: order.isPaid, reason })
    return moved.ok ? ok([moved.value]) : moved
  }
  return ok(
    withDerivedMoves(
      order,
      cancelled(order, part, { status: 'cancelled', refundAmount: part.total, reason }),
    ),
  )
}

/** What was sent stays sent: the part is shipped with it, and delivered when all of it arrived already. */
function cancelRest(order: Order, part: Part, parts: Pick<Cancel, 'reason' | 'frozen'>): OrderEvent[] {
  const refundAmount = refundOf(part, parts.frozen, openLines(part))
  const event = cancelled(order, part, { status: 'shipped', refundAmount, reason: parts.reason })
  return withArrivalOf(part.vendorId, order, event)
}

function cancelled(
  order: Order,
  part: Part,
  outcome: { status: Part['status']; refundAmount: number; reason: string },
): OrderEvent {
  return {
    type: 'PartCancelled',
    data: {
      ...holdOf(order),
      vendorId: part.vendorId,
      ...outcome,
      lines: openLines(part),
      currency: order.currency,
    },
  }
}
