import { feature, ok } from '@rialto/core'
import { importReviews } from '../contract.ts'
import * as store from '../store/reviews.ts'

export default feature(importReviews, async ({ reviews }, ctx) => {
  const rows = reviews.map((review) => ({ ...review, reviewId: ctx.newId() }))
  return ok(await store.importReviews(ctx.sql, rows, ctx.traceparent))
})
