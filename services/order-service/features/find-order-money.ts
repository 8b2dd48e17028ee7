import { feature, ok, refuse } from '@rialto/core'
import { findOrderMoney } from '../contract.ts'
import { commissionKept } from '../model/units.ts'
import { findOrder } from '../store/orders.ts'

export default feature(findOrderMoney, async ({ orderId }, ctx) => {
  const row = await findOrder(ctx.sql, orderId)
  if (!row) return refuse('NOT_FOUND', 'There is no such order')
  const { number, state, totals, parts } = row
  const { lines } = row.document.quote
  const kept = (vendorId: string, commission: number) => {
    const part = state.parts.find((one) => one.vendorId === vendorId)
    return part ? commissionKept(commission, part, lines) : commission
  }
  return ok({
    orderId,
    number,
    status: state.status,
    ownerId: state.ownerId,
    totals,
    vendors: parts.map(({ shipments: _shipments, ...share }) => ({
      ...share,
      commission: kept(share.vendorId, share.commission),
      commissionTax: kept(share.vendorId, share.commissionTax),
    })),
  })
})
