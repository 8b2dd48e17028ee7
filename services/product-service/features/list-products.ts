import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listProducts } from '../contract.ts'
import * as store from '../store/read.ts'

const newest = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listProducts, async (input, ctx) => {
  const after = readCursor(input.after, newest)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = {
    vendorId: vendorScope(ctx.actor) ?? input.vendorId ?? null,
    status: input.status ?? null,
    categoryId: input.categoryId ?? null,
    sku: input.sku ?? null,
    words: input.words?.trim().toLowerCase() || null,
  }
  const rows = await store.listProducts(ctx.sql, filter, { before: after.id, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, (last) => ({ id: last.id }))
  return ok({ items: items.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })), next })
})
