import { ok, type Result, refuse } from '@rialto/core'
import {
  evolve,
  type Order,
  type OrderEvent,
  type OrderStatus,
  type Part,
  type StatusChange,
} from './order.ts'

/** The moves of requirement 002.29. Every other move is refused with `INVALID_STATUS_TRANSITION`. */
export const orderMoves: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['paid', 'payment_failed', 'cancelled'],
  payment_failed: ['pending', 'cancelled'],
  paid: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: ['returned'],
  cancelled: [],
  returned: [],
}

export type MoveRefusal = 'INVALID_STATUS_TRANSITION'

/** The event that moves an order to another status, if there is such a move. */
export function moveTo(
  order: Order,
  status: OrderStatus,
  metadata: StatusChange['metadata'] = {},
): Result<OrderEvent, MoveRefusal> {
  if (!orderMoves[order.status].includes(status)) return refuseMove(order, status)
  return ok({
    type: 'OrderStatusChanged',
    data: { previousStatus: order.status, newStatus: status, metadata },
  })
}

/** The refusal of a move that does not exist. */
export function refuseMove(order: Order, wanted: string) {
  return refuse(
    'INVALID_STATUS_TRANSITION',
    `An order that is ${order.status.replace('_', ' ')} cannot become ${wanted.replace('_', ' ')}`,
  )
}

/** Which hold an order lives from; part of every event that stock follows. */
export function holdOf(order: Order) {
  return { orderId: order.orderId, holdId: order.holdId, generation: order.generation }
}

/** Parts that the vendor still owes or has sent; cancelled ones count no more. */
export function livingParts(order: Order): readonly Part[] {
  return order.parts.filter((part) => part.status !== 'cancelled')
}

/** Whether every living part has left its vendor. */
export function isShippedWhole(order: Order): boolean {
  return livingParts(order).every((part) => part.status === 'shipped' || hasArrived(part))
}

export function isDeliveredWhole(order: Order): boolean {
  return livingParts(order).every(hasArrived)
}

/** Whether everything that was delivered came back. */
export function isReturnedWhole(order: Order): boolean {
  return livingParts(order).every((part) => part.status === 'returned')
}

/** What came back had arrived before. */
function hasArrived({ status }: Part): boolean {
  return status === 'delivered' || status === 'returned'
}

/** A part's event, and the moves of the order that follow from it: the order's status is derived from its parts. */
export function withDerivedMoves(order: Order, event: OrderEvent): OrderEvent[] {
  const events = [event]
  let now = apply(order, event)
  if (now.status === 'paid' && isShippedWhole(now)) now = addMove(events, now, 'shipped')
  if (now.status === 'shipped' && isDeliveredWhole(now)) now = addMove(events, now, 'delivered')
  if (now.status === 'delivered' && isReturnedWhole(now)) addMove(events, now, 'returned')
  return events
}

function addMove(events: OrderEvent[], order: Order, status: OrderStatus): Order {
  const event: OrderEvent = {
    type: 'OrderStatusChanged',
    data: { previousStatus: order.status, newStatus: status, metadata: {} },
  }
  events.push(event)
  return apply(order, event)
}

/** An order after one more event of its life. */
export function apply(order: Order, event: OrderEvent): Order {
  const after = evolve(order, event)
  if (!after) throw new Error(`${event.type} does not belong into the life of an order`)
  return after
}
