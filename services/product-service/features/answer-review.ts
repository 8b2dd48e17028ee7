import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { answerReview } from '../contract.ts'
import { changeReview } from './change-review.ts'

// An answer stands: what a reader saw under a review must not turn into something else.
export default feature(answerReview, ({ reviewId, text }, ctx) =>
  changeReview(ctx, reviewId, {
    isTheirs: ({ vendorId }) => [null, vendorId].includes(vendorScope(ctx.actor)),
    change: (review) => {
      if (review.answer === text) return ok(review)
      if (review.answer !== null) return refuse('REVIEW_ANSWERED', 'The review has an answer, and it stands')
      return ok({ ...review, answer: text, answeredAt: ctx.now() })
    },
  }),
)
