import { feature, ok, refuse, type Tx } from '@rialto/core'
import { requestReturn, returnRequested } from '../contract.ts'
import type { Order } from '../model/order.ts'
import { seesOrder } from '../model/owner.ts'
import { decideRequest, type Returnable, returnUntil } from '../model/returns.ts'
import { findState, lockOrder } from '../store/events.ts'
import { findFrozenLines } from '../store/orders.ts'
import { findDeliveryTimes, insertReturn, listReturnsOfOrder } from '../store/returns.ts'
import { findReturnDays } from './find-return-days.ts'
import { contactDays } from './limits.ts'
import { partOf } from './move-order.ts'

// The days for returns are read before the transaction; the units are counted under the order's lock, so that two
// requests at the same time cannot both have the last one.
export default feature(requestReturn, async (input, ctx) => {
  const { orderId, vendorId, reason, lines, comment } = input
  const found = await findState(ctx.sql, orderId)
  if (!found || !seesOrder(ctx.actor, found.order.ownerId) || !partOf(found.order, vendorId)) {
    return refuse('NOT_FOUND', 'There is no such order')
  }
  const returnDays = await findReturnDays(ctx, vendorId)
  const [returnId, refundId] = [ctx.newId(), ctx.newId()]
  return ctx.once(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (!order) return refuse('NOT_FOUND', 'There is no such order')
    const deliveredAt = (await findDeliveryTimes(tx, orderId)).get(vendorId)
    if (!deliveredAt) return refuse('LINES_NOT_DELIVERED', 'Nothing of this vendor arrived yet')
    const until = returnUntil(deliveredAt, returnDays)
    const decided = decideRequest({ lines, until, now: ctx.now() }, await readReturnable(tx, order, vendorId))
    if (!decided.ok) return decided
    const { currency, ownerId } = order
    const refundAmount = decided.value.reduce((sum, line) => sum + line.refundAmount, 0)
    const made = { returnId, orderId, vendorId, reason, refundAmount, currency }
    await insertReturn(tx, {
      ...made,
      ownerId,
      refundId,
      lines: decided.value,
      comment: comment?.trim() || null,
      commentDays: contactDays,
    })
    const asked = decided.value.map(({ sku, quantity }) => ({ sku, quantity }))
    await tx.publish(returnRequested, `order:${orderId}`, { ...made, lines: asked })
    return ok({ returnId, status: 'requested' as const, refundAmount, currency })
  })
})

/** What a vendor's part of a locked order still has to come back, and what did. */
export async function readReturnable(tx: Tx, order: Order, vendorId: string): Promise<Returnable> {
  const part = partOf(order, vendorId)
  if (!part) throw new Error(`The order ${order.orderId} lost the part of ${vendorId}`)
  const frozen = await findFrozenLines(tx, order.orderId)
  const known = await listReturnsOfOrder(tx, order.orderId)
  return { part, frozen, known: known.filter((one) => one.vendorId === vendorId) }
}
