import { type Ctx, ok, type RequestKey, refuse } from '@rialto/core'
import { holdOf } from '../model/moves.ts'
import type { Hold } from '../model/new-order.ts'
import { findState } from '../store/events.ts'
import { findOrder } from '../store/orders.ts'
import type { StoredReply } from '../store/quotes.ts'
import { attachHold, cancelUnheld } from './attach-hold.ts'
import { releaseHold } from './hold-cart.ts'
import { holdSeconds, type OrderPorts, paySecondsOf } from './limits.ts'

/**
 * Gives a stored reply again, to the byte. Within the life of its hold the first request may still be at work, or dead:
 * whoever repeats it attaches the hold too, so that nobody is told of an order before its units are safe.
 */
export async function replay(
  ctx: Ctx<OrderPorts>,
  key: RequestKey,
  stored: Pick<StoredReply, 'fingerprint' | 'status' | 'text' | 'ageSeconds'>,
) {
  if (stored.fingerprint !== key.fingerprint) {
    return refuse('IDEMPOTENCY_MISMATCH', 'This key was used for another request')
  }
  if (stored.status === 201 && stored.ageSeconds <= holdSeconds) {
    const { orderId } = JSON.parse(stored.text) as { orderId: string }
    const attachment = await attachAgain(ctx, orderId)
    if (attachment === 'unknown') {
      return refuse('CALL_UNKNOWN', 'The order may be there. Send the same request again')
    }
    if (attachment === 'lost') {
      await cancelUnheld(ctx, orderId, key.id)
      return ctx.once(async () =>
        refuse('HOLD_EXPIRED', 'The units could not be held for this order', { orderId }),
      )
    }
  }
  return ctx.answered<never, never>({ status: stored.status, text: stored.text, replayed: true })
}

/** A cart is ordered once: whoever orders it again, under another key, is answered with the order it became. */
export async function answerWithOrder(ctx: Ctx<OrderPorts>, orderId: string, ownHold?: Hold) {
  const attachment = await attachAgain(ctx, orderId)
  if (attachment === 'unknown') return refuse('CALL_UNKNOWN', 'Send the same request again')
  const order = await findOrder(ctx.sql, orderId)
  if (!order) throw new Error(`A cart became the order ${orderId}, which cannot be read`)
  const { state, number, totals } = order
  const isOther = ownHold?.holdId !== state.holdId || ownHold.generation !== state.generation
  if (ownHold && isOther) await releaseHold(ctx, ownHold)
  const paySeconds = paySecondsOf(ctx)
  return ctx.once(async () => ok({ orderId, number, status: state.status, totals, paySeconds }))
}

async function attachAgain(ctx: Ctx<OrderPorts>, orderId: string) {
  const found = await findState(ctx.sql, orderId)
  if (found?.order.status !== 'pending') return 'attached'
  return attachHold(ctx, holdOf(found.order), Math.max(1, found.secondsLeft))
}
