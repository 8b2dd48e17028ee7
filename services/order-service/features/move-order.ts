import { type Ctx, ok, type Result, refuse, type Tx, vendorScope } from '@rialto/core'
import { originOf } from '../model/history.ts'
import type { Order, OrderEvent, Part } from '../model/order.ts'
import { appendEvents, lockOrder } from '../store/events.ts'

export type Decision<C extends string> = Result<readonly OrderEvent[], C>

export type Moved = { readonly order: Order; readonly events: readonly OrderEvent[] }

/**
 * Decides on a locked order and appends what was decided: the one way in which an order moves. `cause` names the
 * operation, job or event behind it.
 */
export async function moveOrder<C extends string>(
  ctx: Ctx,
  tx: Tx,
  move: { orderId: string; decide: (order: Order) => Decision<C>; cause: string },
): Promise<Result<Moved, C | 'NOT_FOUND'>> {
  const order = await lockOrder(tx, move.orderId)
  if (!order) return refuse('NOT_FOUND', 'There is no such order')
  const decided = move.decide(order)
  if (!decided.ok) return decided
  const events = decided.value
  if (events.length === 0) return ok({ order, events })
  const origin = originOf(ctx.actor, order, move.cause)
  return ok({
    order: await appendEvents(tx, { order, events, traceparent: ctx.traceparent, origin }),
    events,
  })
}

/** A vendor's people move their own part; of others they know nothing. Operators move any. */
export function movesPartOf(ctx: Ctx, vendorId: string): boolean {
  const own = vendorScope(ctx.actor)
  return own === null || own === vendorId
}

export function partOf(order: Order, vendorId: string): Part | undefined {
  return order.parts.find((part) => part.vendorId === vendorId)
}

/** What the moves of a part answer. */
export function showMoved(order: Order, vendorId: string) {
  const part = partOf(order, vendorId)
  if (!part) throw new Error(`The order ${order.orderId} lost the part of ${vendorId}`)
  return { orderId: order.orderId, vendorId, status: part.status, orderStatus: order.status }
}
