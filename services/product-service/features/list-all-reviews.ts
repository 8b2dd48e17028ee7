import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listAllReviews } from '../contract.ts'
import { wholeReview } from '../model/reviews.ts'
import * as store from '../store/reviews.ts'

const beforeAll = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listAllReviews, async (input, ctx) => {
  const { limit = 25, state = null, productId = null, vendorId = null } = input
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const filter = { state, productId, vendorId, scope: vendorScope(ctx.actor) }
  const rows = await store.listAllReviews(ctx.sql, filter, { before: after.id, limit: limit + 1 })
  const page = nextPage(rows, limit, (last) => ({ id: last.reviewId }))
  return ok({ items: page.items.map(wholeReview), next: page.next })
})
