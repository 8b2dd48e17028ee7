import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listLevels } from '../contract.ts'
import * as store from '../store.ts'

const beforeAll = { sku: '', warehouseId: '00000000-0000-0000-0000-000000000000' }

export default feature(listLevels, async (input, ctx) => {
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = {
    vendorId: vendorScope(ctx.actor),
    sku: input.sku ?? null,
    productId: input.productId ?? null,
  }
  const rows = await store.listLevels(ctx.sql, filter, { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ sku: last.sku, warehouseId: last.warehouseId })))
})
