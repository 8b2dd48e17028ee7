import { feature, nextPage, ok, readCursor, refuse, startOf, vendorScope } from '@rialto/core'
import { listProducts } from '../contract.ts'
import * as store from '../store/read.ts'

export default feature(listProducts, async (input, ctx) => {
  const by = input.sortBy ?? 'created'
  const order = input.sortOrder ?? (by === 'title' ? 'asc' : 'desc')
  const start = { id: startOf(order), ...(by === 'title' ? { titleKey: '' } : {}) }
  const read = readCursor(input.after, start)
  if (!read) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const vendorId = vendorScope(ctx.actor) ?? input.vendorId ?? null
  if (by === 'title' && vendorId === null)
    return refuse('VALIDATION_FAILED', 'Say whose products: a list by title is that of one vendor')
  const filter = {
    vendorId,
    status: input.status ?? null,
    categoryId: input.categoryId ?? null,
    sku: input.sku ?? null,
    words: input.words?.trim().toLowerCase() || null,
  }
  const limit = input.limit ?? 25
  const after = { id: read.id, titleKey: input.after === undefined ? null : (read.titleKey ?? null) }
  const rows = await store.listProducts(ctx.sql, filter, { after, by, order, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, ({ id, titleKey }) =>
    by === 'title' ? { id, titleKey } : { id },
  )
  return ok({ items: items.map(show), next })
})

function show({ titleKey: _key, createdAt, updatedAt, ...row }: store.ListedProduct) {
  return { ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
}
