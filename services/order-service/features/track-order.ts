import { feature, ok, refuse } from '@rialto/core'
import { trackOrder } from '../contract.ts'
import { readOrderNumber } from '../model/number.ts'
import { timelineOf } from '../model/timeline.ts'
import { findEvents } from '../store/events.ts'
import { findTracked } from '../store/orders.ts'
import { deliveryOf } from './show-order.ts'

// A wrong number, a wrong mail address and an order of somebody else get the same answer: nothing is revealed.
export default feature(trackOrder, async (input, ctx) => {
  const number = readOrderNumber(input.number)
  const row = await findTracked(ctx.sql, number ?? '', input.email)
  if (!row) return refuse('NOT_FOUND', 'There is no order with this number and mail address')
  return ok({
    number: row.number,
    status: row.state.status,
    createdAt: row.createdAt.toISOString(),
    vendors: row.parts.map(({ vendorId, status, shipments }) => ({
      vendorId,
      status,
      delivery: deliveryOf(row, vendorId),
      shipments,
    })),
    timeline: timelineOf(await findEvents(ctx.sql, row.orderId)),
  })
})
