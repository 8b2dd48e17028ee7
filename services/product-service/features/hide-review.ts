import { feature, ok } from '@rialto/core'
import { hideReview, reviewHidden } from '../contract.ts'
import { changeReview } from './change-review.ts'

export default feature(hideReview, ({ reviewId, reason }, ctx) =>
  changeReview(ctx, reviewId, {
    isTheirs: () => true,
    change: (review) =>
      ok(
        review.state === 'hidden' && review.hiddenReason === reason
          ? review
          : { ...review, state: 'hidden' as const, hiddenReason: reason },
      ),
    tell: (tx, { productId }) => tx.publish(reviewHidden, reviewId, { reviewId, productId }),
  }),
)
