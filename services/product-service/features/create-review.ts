import { type CommonCode, feature, ok, type Result, refuse } from '@rialto/core'
import { findPurchase } from '@rialto/order-service/contract'
import { createReview, reviewPublished } from '../contract.ts'
import { wholeReview } from '../model/reviews.ts'
import { findReviewed, insertReview } from '../store/reviews.ts'
import { nameOf } from './write-products.ts'

type Whole = ReturnType<typeof wholeReview>

// Whether it was bought is asked before the commit: no call leaves while it is open. An order that is cancelled in
// between leaves a review of somebody who did buy.
export default feature(createReview, async ({ productId, ...written }, ctx) => {
  const product = await findReviewed(ctx.sql, productId)
  if (product?.status !== 'active') return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
  const bought = await ctx.call(findPurchase, { userId: ctx.actor.id ?? '', productId })
  if (!bought.ok) return bought
  if (bought.value.purchase === null)
    return refuse('PURCHASE_REQUIRED', 'Only who bought the product here reviews it')
  return ctx.once(async (tx): Promise<Result<Whole, 'REVIEW_EXISTS' | CommonCode>> => {
    const row = await insertReview(tx, {
      ...written,
      reviewId: ctx.newId(),
      productId,
      vendorId: product.vendorId,
      authorId: nameOf(ctx.actor),
      createdAt: ctx.now(),
    })
    if (!row) return refuse('REVIEW_EXISTS', 'You reviewed this product already. Change that review')
    const { reviewId, rating } = row
    await tx.publish(reviewPublished, reviewId, { reviewId, productId, rating })
    return ok(wholeReview(row))
  })
})
