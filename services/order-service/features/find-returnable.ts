import { feature, ok, refuse } from '@rialto/core'
import { findReturnable } from '../contract.ts'
import { seesOrder } from '../model/owner.ts'
import { leftToReturn, type Returnable, refundFor, returnUntil } from '../model/returns.ts'
import { findState } from '../store/events.ts'
import { findFrozenLines } from '../store/orders.ts'
import { findDeliveryTimes, listReturnsOfOrder } from '../store/returns.ts'
import { findReturnDays } from './find-return-days.ts'

export default feature(findReturnable, async ({ orderId }, ctx) => {
  const found = await findState(ctx.sql, orderId)
  if (!found || !seesOrder(ctx.actor, found.order.ownerId)) {
    return refuse('NOT_FOUND', 'There is no such order')
  }
  const { currency, parts } = found.order
  const [frozen, known, deliveredAt] = await Promise.all([
    findFrozenLines(ctx.sql, orderId),
    listReturnsOfOrder(ctx.sql, orderId),
    findDeliveryTimes(ctx.sql, orderId),
  ])
  const vendors = await Promise.all(
    parts.map(async (part) => {
      const { vendorId } = part
      const returnable = { part, frozen, known: known.filter((one) => one.vendorId === vendorId) }
      const arrived = deliveredAt.get(vendorId)
      const until = arrived ? returnUntil(arrived, await findReturnDays(ctx, vendorId)).toISOString() : null
      return { vendorId, until, lines: linesOf(returnable) }
    }),
  )
  return ok({ orderId, currency, vendors })
})

function linesOf(returnable: Returnable) {
  return returnable.part.lines.map(({ sku }) => {
    const quantity = leftToReturn(returnable, sku)
    const unitRefunds = Array.from({ length: quantity }, (_, index) => refundFor(returnable, sku, index + 1))
    return { sku, quantity, unitRefunds }
  })
}
