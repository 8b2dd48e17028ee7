import type { Ctx } from '@rialto/core'
import { changeHold } from '@rialto/inventory-service/contract'
import { createOrder } from '../contract.ts'
import { originOf } from '../model/history.ts'
import { moveTo } from '../model/moves.ts'
import type { Order } from '../model/order.ts'
import { appendEvents, lockOrder } from '../store/events.ts'
import { forgetReply } from '../store/orders.ts'

const attemptsMax = 3

export type Attachment = 'attached' | 'lost' | 'unknown'

/** Gives the hold to its order, for as long as the order may be paid. Doing it again changes nothing. */
export async function attachHold(
  ctx: Ctx,
  hold: { orderId: string; holdId: string; generation: number },
  lifeSeconds: number,
): Promise<Attachment> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const attached = await ctx.call(changeHold, { ...hold, change: 'attach', lifeSeconds })
    if (attached.ok) return 'attached'
    if (attached.code.startsWith('HOLD_')) return 'lost'
  }
  return 'unknown'
}

/** An order whose hold ended before it was attached is cancelled by its own event: nobody was told that it exists. */
export async function cancelUnheld(ctx: Ctx, orderId: string, keyId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    await forgetReply(tx, keyId)
    const order = await lockOrder(tx, orderId)
    const event = order && cancellation(order)
    if (!order || !event) return
    const origin = originOf(ctx.actor, order, createOrder.name)
    await appendEvents(tx, { order, events: [event], traceparent: ctx.traceparent, origin })
  })
}

function cancellation(order: Order) {
  const { orderId, holdId, generation } = order
  const moved = moveTo(order, 'cancelled', {
    orderId,
    holdId,
    generation,
    wasPaid: false,
    reason: 'hold_expired',
  })
  return moved.ok && order.status === 'pending' ? moved.value : undefined
}
