import { feature, ok, refuse } from '@rialto/core'
import { reviewPublished, updateReview } from '../contract.ts'
import { editReview } from '../model/reviews.ts'
import { changeReview, isAuthor } from './change-review.ts'

// A hidden review may be mended by its author; only an operator shows it again.
export default feature(updateReview, ({ reviewId, version, ...patch }, ctx) =>
  changeReview(ctx, reviewId, {
    isTheirs: isAuthor(ctx),
    change: (review) =>
      review.version === version
        ? ok(editReview(review, patch, ctx.now()))
        : refuse('VERSION_CONFLICT', 'The review was changed since', { version: review.version }),
    tell: async (tx, { productId, rating, state }) => {
      if (state === 'published') await tx.publish(reviewPublished, reviewId, { reviewId, productId, rating })
    },
  }),
)
