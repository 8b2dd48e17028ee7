import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { stopPayment } from '@rialto/payment-service/contract'
import { cancelOrder } from '../contract.ts'
import { holdOf, livingParts, moveTo, refuseMove } from '../model/moves.ts'
import type { Order } from '../model/order.ts'
import { seesOrder } from '../model/owner.ts'
import { findState } from '../store/events.ts'
import { type Decision, moveOrder } from './move-order.ts'

// The payment is stopped before the order is cancelled: only the provider's answer may end a hold that is attached
// (spine 3). What was paid is refunded by payment-service, and units go back by inventory-service, on the event.
export default feature(cancelOrder, async ({ orderId, reason = 'changed_mind' }, ctx) => {
  const found = await findState(ctx.sql, orderId)
  if (!found || !seesOrder(ctx.actor, found.order.ownerId)) {
    return refuse('NOT_FOUND', 'There is no such order')
  }
  if (isUnpaid(found.order)) {
    const unsettled = await stopOrRefuse(ctx, orderId)
    if (unsettled) return unsettled
  }
  return ctx.once(async (tx) => {
    const decideIt = (order: Order) => decide({ reason }, order)
    const moved = await moveOrder(ctx, tx, { orderId, decide: decideIt, cause: cancelOrder.name })
    return moved.ok ? ok({ orderId, status: moved.value.order.status }) : moved
  })
})

/** Null once the payment is stopped. Its money may be under way: then nobody decides before it arrived or failed. */
async function stopOrRefuse(ctx: Ctx, orderId: string) {
  const stopped = await ctx.call(stopPayment, { orderId })
  if (!stopped.ok) return stopped
  if (stopped.value.outcome === 'stopped') return null
  return refuse('PAYMENT_UNSETTLED', 'A payment of this order is just being settled. Try again in a moment')
}

function isUnpaid(order: Order): boolean {
  return order.status === 'pending' || order.status === 'payment_failed'
}

/** An order is cancelled as a whole while nothing of it was shipped. */
export function decide(command: { reason: string }, order: Order): Decision<'INVALID_STATUS_TRANSITION'> {
  const isShippedPart = livingParts(order).some((part) => part.status !== 'open')
  if (isShippedPart) return refuseMove(order, 'cancelled')
  const { reason } = command
  const moved = moveTo(order, 'cancelled', { ...holdOf(order), wasPaid: order.isPaid, reason })
  return moved.ok ? ok([moved.value]) : moved
}
