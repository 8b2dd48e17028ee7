import { feature, ok, refuse } from '@rialto/core'
import { findPurchase } from '@rialto/order-service/contract'
import { getOwnReview } from '../contract.ts'
import { wholeReview } from '../model/reviews.ts'
import { findOwnReview, findReviewed } from '../store/reviews.ts'
import { maySee } from './get-product.ts'
import { nameOf } from './write-products.ts'

export default feature(getOwnReview, async ({ productId }, ctx) => {
  const product = await findReviewed(ctx.sql, productId)
  if (!product || !maySee(product, ctx.actor)) return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
  const own = await findOwnReview(ctx.sql, productId, nameOf(ctx.actor))
  if (own) return ok({ review: wholeReview(own), mayReview: false })
  const bought = await ctx.call(findPurchase, { userId: ctx.actor.id ?? '', productId })
  if (!bought.ok) return bought
  return ok({ review: null, mayReview: bought.value.purchase !== null })
})
