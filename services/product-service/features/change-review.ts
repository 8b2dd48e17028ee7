import { type CommonCode, type Ctx, ok, type Result, refuse, type Tx } from '@rialto/core'
import { type ReviewRow, wholeReview } from '../model/reviews.ts'
import { lockReview, saveReview } from '../store/reviews.ts'
import { nameOf } from './write-products.ts'

type Code = 'REVIEW_NOT_FOUND' | CommonCode

/** Changes a locked review. What nobody may touch who asks does not exist for them; no change means no version. */
export function changeReview<C extends string>(
  ctx: Ctx,
  reviewId: string,
  steps: {
    isTheirs: (review: ReviewRow) => boolean
    change: (review: ReviewRow) => Result<ReviewRow, C>
    tell?: (tx: Tx, review: ReviewRow) => Promise<void>
  },
): Promise<Result<ReturnType<typeof wholeReview>, C | Code>> {
  return ctx.tx(async (tx): Promise<Result<ReturnType<typeof wholeReview>, C | Code>> => {
    const present = await lockReview(tx, reviewId)
    if (!present || !steps.isTheirs(present)) return refuse('REVIEW_NOT_FOUND', 'There is no such review')
    const changed = steps.change(present)
    if (!changed.ok) return changed
    if (changed.value === present) return ok(wholeReview(present))
    const saved = await saveReview(tx, changed.value)
    await steps.tell?.(tx, saved)
    return ok(wholeReview(saved))
  })
}

/** Whether the person wrote the review. */
export function isAuthor(ctx: Ctx): (review: ReviewRow) => boolean {
  return (review) => review.authorId === nameOf(ctx.actor)
}
