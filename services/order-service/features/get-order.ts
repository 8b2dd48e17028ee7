import { feature, ok, refuse } from '@rialto/core'
import { getOrder } from '../contract.ts'
import { seesOrder } from '../model/owner.ts'
import { findEvents } from '../store/events.ts'
import { findOrder } from '../store/orders.ts'
import { showOrder } from './show-order.ts'

export default feature(getOrder, async ({ orderId }, ctx) => {
  const row = await findOrder(ctx.sql, orderId)
  if (!row || !seesOrder(ctx.actor, row.state.ownerId)) return refuse('NOT_FOUND', 'There is no such order')
  return ok(showOrder(row, await findEvents(ctx.sql, orderId)))
})
