import { feature, ok, refuse } from '@rialto/core'
import { getOrderHistory } from '../contract.ts'
import { entryOf, stateAt } from '../model/history.ts'
import type { Order } from '../model/order.ts'
import { seesOrder } from '../model/owner.ts'
import { findHistory } from '../store/events.ts'
import { findOrder } from '../store/orders.ts'
import { showOrder } from './show-order.ts'

export default feature(getOrderHistory, async ({ orderId, at }, ctx) => {
  const row = await findOrder(ctx.sql, orderId)
  if (!row || !seesOrder(ctx.actor, row.state.ownerId)) return refuse('NOT_FOUND', 'There is no such order')
  const events = await findHistory(ctx.sql, orderId)
  const moment = at === undefined ? ctx.now() : new Date(at)
  const state = at === undefined ? row.state : stateAt(events, moment)
  return ok({
    ...showOrder(row, events),
    eventHistory: events.map((event) => entryOf(event, events, ctx.actor)),
    stateAt: state && { at: moment.toISOString(), ...showState(state) },
  })
})

function showState({ version, status, isPaid, parts }: Order) {
  return {
    version,
    status,
    isPaid,
    vendors: parts.map((part) => ({
      vendorId: part.vendorId,
      status: part.status,
      lines: part.lines.map(({ sku, quantity, shipped, cancelled = 0 }) => ({
        sku,
        quantity,
        shipped,
        cancelled,
      })),
    })),
  }
}
