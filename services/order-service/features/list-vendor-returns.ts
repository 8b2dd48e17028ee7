import { feature, nextPage, ok, readCursor, refuse, startOf, vendorScope } from '@rialto/core'
import { listVendorReturns } from '../contract.ts'
import { listReturns } from '../store/returns.ts'
import { showReturn } from './show-return.ts'

export default feature(listVendorReturns, async (input, ctx) => {
  const order = input.sortOrder ?? 'desc'
  const after = readCursor(input.after, { id: startOf(order) })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = {
    ownerId: null,
    vendorId: vendorScope(ctx.actor),
    status: input.status ?? null,
    orderId: null,
  }
  const rows = await listReturns(ctx.sql, filter, { beyond: after.id, order, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, (last) => ({ id: last.returnId }))
  return ok({ items: items.map(showReturn), next })
})
