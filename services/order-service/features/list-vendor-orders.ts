import { feature, nextPage, ok, readCursor, refuse, startOf, vendorScope } from '@rialto/core'
import { listVendorOrders } from '../contract.ts'
import { listParts } from '../store/lists.ts'

export default feature(listVendorOrders, async (input, ctx) => {
  const order = input.sortOrder ?? 'desc'
  const start = startOf(order)
  const after = readCursor(input.after, { orderId: start, vendorId: start })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = {
    vendorId: vendorScope(ctx.actor),
    status: input.status ?? null,
    toShip: input.toShip ?? false,
    number: input.number?.trim().toUpperCase() ?? null,
  }
  const rows = await listParts(ctx.sql, filter, { ...after, order, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, ({ orderId, vendorId }) => ({ orderId, vendorId }))
  return ok({ items: items.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })), next })
})
