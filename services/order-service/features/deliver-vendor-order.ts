import { feature, ok, refuse } from '@rialto/core'
import { deliverVendorOrder } from '../contract.ts'
import { apply, holdOf, isDeliveredWhole, refuseMove, withDerivedMoves } from '../model/moves.ts'
import type { Order, OrderEvent } from '../model/order.ts'
import { type Decision, moveOrder, movesPartOf, partOf, showMoved } from './move-order.ts'

export default feature(deliverVendorOrder, async ({ orderId, vendorId }, ctx) => {
  if (!movesPartOf(ctx, vendorId)) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  return ctx.once(async (tx) => {
    const moved = await moveOrder(ctx, tx, { orderId, decide: (order) => decide({ vendorId }, order) })
    return moved.ok ? ok(showMoved(moved.value.order, vendorId)) : moved
  })
})

/** A part arrives when all of it was shipped; the order is delivered with its last part. */
export function decide(
  command: { vendorId: string },
  order: Order,
): Decision<'NOT_FOUND' | 'INVALID_STATUS_TRANSITION'> {
  const part = partOf(order, command.vendorId)
  if (!part) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  if (part.status !== 'shipped') return refuseMove(order, 'delivered')
  const event: OrderEvent = {
    type: 'PartDelivered',
    data: { ...holdOf(order), vendorId: part.vendorId, status: 'delivered', complete: false },
  }
  const complete = isDeliveredWhole(apply(order, event))
  return ok(withDerivedMoves(order, { ...event, data: { ...event.data, complete } }))
}
