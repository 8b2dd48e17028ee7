import { feature, ok, refuse } from '@rialto/core'
import { findOrderMoney } from '../contract.ts'
import { sharesOf } from '../model/shares.ts'
import { findOrder } from '../store/orders.ts'

export default feature(findOrderMoney, async ({ orderId }, ctx) => {
  const row = await findOrder(ctx.sql, orderId)
  if (!row) return refuse('NOT_FOUND', 'There is no such order')
  const { number, state, totals } = row
  const { status, ownerId } = state
  return ok({ orderId, number, status, ownerId, totals, vendors: sharesOf(row) })
})
