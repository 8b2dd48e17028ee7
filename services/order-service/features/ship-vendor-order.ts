import { feature, ok, refuse } from '@rialto/core'
import { shipVendorOrder } from '../contract.ts'
import { apply, holdOf, isShippedWhole, refuseMove, withDerivedMoves } from '../model/moves.ts'
import type { Order, OrderEvent, WantedLine } from '../model/order.ts'
import { openLines, openUnits, quantityOf, sumBySku } from '../model/units.ts'
import { insertShipment } from '../store/orders.ts'
import { type Decision, moveOrder, movesPartOf, partOf, showMoved } from './move-order.ts'

export default feature(shipVendorOrder, async (input, ctx) => {
  const { orderId, vendorId, carrier, lines } = input
  if (!movesPartOf(ctx, vendorId)) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  const shipmentId = ctx.newId()
  return ctx.once(async (tx) => {
    const wish = { vendorId, shipmentId, lines }
    const decideIt = (order: Order) => decide(wish, order)
    const moved = await moveOrder(ctx, tx, { orderId, decide: decideIt, cause: shipVendorOrder.name })
    if (!moved.ok) return moved
    const shipped = moved.value.events.find((event) => event.type === 'PartShipped')
    const trackingCode = input.trackingCode ?? null
    const sent = shipped?.data.lines ?? []
    await insertShipment(tx, { id: shipmentId, orderId, vendorId, lines: sent, carrier, trackingCode })
    return ok({ ...showMoved(moved.value.order, vendorId), shipmentId })
  })
})

type Ship = { vendorId: string; shipmentId: string; lines?: readonly WantedLine[] | undefined }

/** Units leave their vendor once the order is paid; never more of a line than was bought. */
export function decide(
  command: Ship,
  order: Order,
): Decision<'NOT_FOUND' | 'INVALID_STATUS_TRANSITION' | 'LINES_NOT_OPEN'> {
  const part = partOf(order, command.vendorId)
  if (!part) return refuse('NOT_FOUND', 'There is no such order for this vendor')
  const isOpen = part.status === 'open' || part.status === 'partly_shipped'
  if (order.status !== 'paid' || !isOpen) return refuseMove(order, 'shipped')
  const lines = sumBySku(command.lines ?? openLines(part))
  if (!lines.every((line) => line.quantity <= openUnits(part, line.sku))) {
    return refuse('LINES_NOT_OPEN', 'More units than are still to be shipped')
  }
  const isRest = part.lines.every((line) => openUnits(part, line.sku) === quantityOf(lines, line.sku))
  const event: OrderEvent = {
    type: 'PartShipped',
    data: {
      ...holdOf(order),
      vendorId: command.vendorId,
      status: isRest ? 'shipped' : 'partly_shipped',
      lines,
      complete: false,
      shipmentId: command.shipmentId,
    },
  }
  const complete = isShippedWhole(apply(order, event))
  return ok(withDerivedMoves(order, { ...event, data: { ...event.data, complete } }))
}
