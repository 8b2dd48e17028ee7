import { type Ctx, feature, ok, type Tx } from '@rialto/core'
import { orderReturned, receiveReturn, returnCompleted } from '../contract.ts'
import { originOf } from '../model/history.ts'
import { holdOf, isReturnedWhole, withDerivedMoves } from '../model/moves.ts'
import type { Order, OrderEvent } from '../model/order.ts'
import {
  cameBackWhole,
  commissionBack,
  decideReceipt,
  paidAndReturned,
  type Returnable,
  type ReturnLine,
} from '../model/returns.ts'
import { commissionKept } from '../model/units.ts'
import { appendEvents } from '../store/events.ts'
import * as store from '../store/returns.ts'
import { moveReturn } from './move-return.ts'
import { readReturnable } from './request-return.ts'

// One commit says that the goods came: the return, the order's part, and the event that brings back units and money.
// payment-service refunds under the id that the return has carried from its beginning, so that nothing that is told
// twice, or to a process that dies, is paid twice.
export default feature(receiveReturn, ({ returnId, lines }, ctx) =>
  moveReturn<'LINES_NOT_REQUESTED'>(ctx, {
    returnId,
    from: 'approved',
    apply: async (tx, own, order) => {
      const { vendorId, orderId, currency, refundId } = own
      const returnable = await readReturnable(tx, order, vendorId)
      const decided = decideReceipt(lines, own, returnable)
      if (!decided.ok) return decided
      const came = decided.value
      const refundAmount = came.reduce((sum, line) => sum + line.refundAmount, 0)
      const status = refundAmount === 0 ? ('refunded' as const) : ('received' as const)
      await store.receiveReturn(tx, returnId, { status, lines: came, refundAmount })
      await tx.publish(returnCompleted, `order:${orderId}`, {
        returnId,
        vendorId,
        ...holdOf(order),
        lines: came.map(({ sku, quantity, restocked, writtenOff }) => ({
          sku,
          quantity,
          restock: restocked,
          writeOff: writtenOff,
        })),
        refundId,
        refundAmount,
        ...(await earnedOf(tx, { orderId, returnable, refundAmount })),
        currency,
      })
      await movePart(ctx, tx, { order, returnable, received: { returnId, lines: came, refundAmount } })
      return ok({ returnId, status, refundAmount, currency })
    },
  }),
)

/** What the marketplace earned of the units that came back. */
async function earnedOf(
  tx: Tx,
  parts: { orderId: string; returnable: Returnable; refundAmount: number },
): Promise<{ commission: number; commissionTax: number }> {
  const { orderId, returnable, refundAmount } = parts
  const { part, frozen } = returnable
  const whole = await store.findCommission(tx, orderId, part.vendorId)
  const refund = { ...paidAndReturned(returnable), now: refundAmount }
  const back = (amount: number) => commissionBack(commissionKept(amount, part, frozen), refund)
  return { commission: back(whole.commission), commissionTax: back(whole.commissionTax) }
}

type Received = { returnId: string; lines: readonly ReturnLine[]; refundAmount: number }

/** The part follows in the order's stream: it is returned once all of it came back, and the order with its last part. */
async function movePart(
  ctx: Ctx,
  tx: Tx,
  parts: { order: Order; returnable: Returnable; received: Received },
): Promise<void> {
  const { order, returnable, received } = parts
  const { part, known } = returnable
  const { returnId, lines, refundAmount } = received
  const now = known.map((one) =>
    one.returnId === returnId ? { ...one, status: 'received' as const, lines } : one,
  )
  const isWhole = cameBackWhole(part, now)
  const event: OrderEvent = {
    type: 'PartReturned',
    data: {
      ...holdOf(order),
      vendorId: part.vendorId,
      status: isWhole ? 'returned' : part.status,
      returnId,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
      refundAmount,
    },
  }
  const events = withDerivedMoves(order, event)
  const origin = originOf(ctx.actor, order, receiveReturn.name)
  const after = await appendEvents(tx, { order, events, traceparent: ctx.traceparent, origin })
  if (!isWhole) return
  const { orderId } = order
  const complete = isReturnedWhole(after)
  await tx.publish(orderReturned, `order:${orderId}`, { orderId, vendorId: part.vendorId, complete })
}
