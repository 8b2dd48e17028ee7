import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listLevels } from '../contract.ts'
import * as store from '../store.ts'

const cursor = { sku: '', warehouseId: '' }

export default feature(listLevels, async (input, ctx) => {
  const read = readCursor(input.after, cursor)
  if (!read) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = {
    vendorId: vendorScope(ctx.actor),
    sku: input.sku ?? null,
    productId: input.productId ?? null,
  }
  const after = input.after === undefined ? null : read
  const order = input.sortOrder ?? 'asc'
  const rows = await store.listLevels(ctx.sql, filter, { after, order, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ sku: last.sku, warehouseId: last.warehouseId })))
})
