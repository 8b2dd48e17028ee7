import { type CommonCode, feature, ok, type Result, refuse } from '@rialto/core'
import { deleteReview, reviewHidden } from '../contract.ts'
import * as store from '../store/reviews.ts'
import { isAuthor } from './change-review.ts'

export default feature(deleteReview, ({ reviewId }, ctx) =>
  ctx.tx(async (tx): Promise<Result<null, 'REVIEW_NOT_FOUND' | CommonCode>> => {
    const review = await store.lockReview(tx, reviewId)
    if (!review || !isAuthor(ctx)(review)) return refuse('REVIEW_NOT_FOUND', 'There is no such review')
    await store.deleteReview(tx, reviewId)
    const { productId, state } = review
    if (state === 'published') await tx.publish(reviewHidden, reviewId, { reviewId, productId })
    return ok(null)
  }),
)
