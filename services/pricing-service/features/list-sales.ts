import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listSales } from '../contract.ts'
import * as store from '../store/sales.ts'

const afterAll = { before: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listSales, async (input, ctx) => {
  const after = readCursor(input.after, afterAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = { vendorId: vendorScope(ctx.actor), sku: input.sku ?? null }
  const rows = await store.listSales(ctx.sql, filter, { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ before: last.saleId })))
})
