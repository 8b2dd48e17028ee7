import { feature, ok, refuse } from '@rialto/core'
import { cancelVendorOrder } from '../contract.ts'
import { holdOf, livingParts, moveTo, refuseMove, withDerivedMoves } from '../model/moves.ts'
import type { Order, OrderEvent } from '../model/order.ts'
import { type Decision, moveOrder, movesPartOf, partOf, showMoved } from './move-order.ts'

export default feature(cancelVendorOrder, async (input, ctx) => {
  const { orderId, vendorId, reason = 'other' } = input
  if (!movesPartOf(ctx, vendorId)) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  return ctx.once(async (tx) => {
    const move = { orderId, decide: (order: Order) => decide({ vendorId, reason }, order) }
    const moved = await moveOrder(ctx, tx, move)
    if (!moved.ok) return moved
    const { order } = moved.value
    const refundAmount = partOf(order, vendorId)?.total ?? 0
    return ok({ ...showMoved(order, vendorId), refundAmount, currency: order.currency })
  })
})

/**
 * A paid part of which nothing was shipped is refunded with its shipping, its tax and its share of the discounts: all
 * that the customer paid for it. Without any other part the order itself is cancelled, by one event, so that nothing is
 * refunded twice.
 */
export function decide(
  command: { vendorId: string; reason: string },
  order: Order,
): Decision<'NOT_FOUND' | 'INVALID_STATUS_TRANSITION'> {
  const part = partOf(order, command.vendorId)
  if (!part) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  if (order.status !== 'paid' || part.status !== 'open') return refuseMove(order, 'cancelled')
  if (livingParts(order).length === 1) {
    const { reason } = command
    const moved = moveTo(order, 'cancelled', { ...holdOf(order), wasPaid: order.isPaid, reason })
    return moved.ok ? ok([moved.value]) : moved
  }
  const event: OrderEvent = {
    type: 'PartCancelled',
    data: {
      ...holdOf(order),
      vendorId: part.vendorId,
      status: 'cancelled',
      lines: part.lines.map(({ sku, quantity }) => ({ sku, quantity })),
      refundAmount: part.total,
      currency: order.currency,
      reason: command.reason,
    },
  }
  return ok(withDerivedMoves(order, event))
}
