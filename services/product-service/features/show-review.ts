import { feature, ok } from '@rialto/core'
import { reviewPublished, showReview } from '../contract.ts'
import { changeReview } from './change-review.ts'

export default feature(showReview, ({ reviewId }, ctx) =>
  changeReview(ctx, reviewId, {
    isTheirs: () => true,
    change: (review) =>
      ok(
        review.state === 'published'
          ? review
          : { ...review, state: 'published' as const, hiddenReason: null },
      ),
    tell: (tx, { productId, rating }) =>
      tx.publish(reviewPublished, reviewId, { reviewId, productId, rating }),
  }),
)
