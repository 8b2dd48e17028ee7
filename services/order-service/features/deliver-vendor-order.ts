import { feature, ok, refuse } from '@rialto/core'
import { deliverVendorOrder } from '../contract.ts'
import { apply, holdOf, isDeliveredWhole, refuseMove, withDerivedMoves } from '../model/moves.ts'
import type { Order, OrderEvent } from '../model/order.ts'
import { markDelivered } from '../store/orders.ts'
import { type Decision, moveOrder, movesPartOf, partOf, showMoved } from './move-order.ts'

export default feature(deliverVendorOrder, async ({ orderId, vendorId, shipmentId }, ctx) => {
  if (!movesPartOf(ctx, vendorId)) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  return ctx.once(async (tx) => {
    const decideIt = (order: Order) => decide({ vendorId, shipmentId }, order)
    const moved = await moveOrder(ctx, tx, { orderId, decide: decideIt, cause: deliverVendorOrder.name })
    if (!moved.ok) return moved
    await markDelivered(tx, { orderId, vendorId, shipmentId: shipmentId ?? null })
    return ok(showMoved(moved.value.order, vendorId))
  })
})

type Deliver = { vendorId: string; shipmentId?: string | undefined }

/** A part arrives when all of it was shipped and arrived; the order is delivered with its last part. */
export function decide(command: Deliver, order: Order): Decision<'NOT_FOUND' | 'INVALID_STATUS_TRANSITION'> {
  const { vendorId, shipmentId } = command
  const part = partOf(order, vendorId)
  if (!part) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  if (shipmentId === undefined) {
    if (part.status !== 'shipped') return refuseMove(order, 'delivered')
    return ok(delivered(vendorId, order))
  }
  const shipment = part.shipments?.find((one) => one.shipmentId === shipmentId)
  if (!shipment) return refuse('NOT_FOUND', 'There is no such shipment in this part')
  if (shipment.isDelivered || order.status === 'cancelled') return refuseMove(order, 'delivered')
  const { status } = part
  const event: OrderEvent = {
    type: 'ShipmentDelivered',
    data: { ...holdOf(order), vendorId, status, shipmentId },
  }
  return ok(withArrivalOf(vendorId, order, event))
}

/** An event of a part, its delivery when nothing is open and every shipment arrived, and what follows for the order. */
export function withArrivalOf(vendorId: string, order: Order, event: OrderEvent): OrderEvent[] {
  const events = withDerivedMoves(order, event)
  const now = events.reduce(apply, order)
  const part = partOf(now, vendorId)
  const shipments = part?.shipments ?? []
  const hasArrived = part?.status === 'shipped' && shipments.every((one) => one.isDelivered)
  return hasArrived && shipments.length > 0 ? [...events, ...delivered(vendorId, now)] : events
}

function delivered(vendorId: string, order: Order): OrderEvent[] {
  const event: OrderEvent = {
    type: 'PartDelivered',
    data: { ...holdOf(order), vendorId, status: 'delivered', complete: false },
  }
  const complete = isDeliveredWhole(apply(order, event))
  return withDerivedMoves(order, { ...event, data: { ...event.data, complete } })
}
