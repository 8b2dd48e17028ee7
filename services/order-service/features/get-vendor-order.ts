import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { getVendorOrder } from '../contract.ts'
import { findOrder } from '../store/orders.ts'
import { showPart } from './show-order.ts'

// A vendor's people see their own part, whatever they ask for; operators say which.
export default feature(getVendorOrder, async ({ orderId, vendorId }, ctx) => {
  const wanted = vendorScope(ctx.actor) ?? vendorId
  const row = await findOrder(ctx.sql, orderId)
  const part = row && wanted ? showPart(row, wanted) : undefined
  return part ? ok(part) : refuse('NOT_FOUND', 'There is no such order for this vendor')
})
