import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listPrices } from '../contract.ts'
import * as store from '../store/prices.ts'

export default feature(listPrices, async (input, ctx) => {
  const after = readCursor(input.after, { sku: '', currency: '' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = { vendorId: vendorScope(ctx.actor), sku: input.sku ?? null, now: ctx.now() }
  const rows = await store.listPrices(ctx.sql, filter, { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ sku: last.sku, currency: last.currency })))
})
