import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listReviews } from '../contract.ts'
import { shownReview, summaryOf } from '../model/reviews.ts'
import * as store from '../store/reviews.ts'
import { maySee } from './get-product.ts'

const beforeAll = { key: Number.MAX_SAFE_INTEGER, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listReviews, async (input, ctx) => {
  const { productId, limit = 25, sortBy = 'newest', rating = null } = input
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const filter = { productId, sortBy, rating }
  const [product, counts, rows] = await Promise.all([
    store.findReviewed(ctx.sql, productId),
    store.countRatings(ctx.sql, productId),
    store.listShownReviews(ctx.sql, filter, { ...after, limit: limit + 1 }),
  ])
  if (!product || !maySee(product, ctx.actor)) return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
  const page = nextPage(rows, limit, (last) => ({ key: last.sortKey, id: last.reviewId }))
  return ok({ items: page.items.map(shownReview), next: page.next, summary: summaryOf(counts) })
})
