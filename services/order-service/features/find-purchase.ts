import { feature, ok } from '@rialto/core'
import { findPurchase } from '../contract.ts'
import * as store from '../store/purchases.ts'

export default feature(findPurchase, async ({ userId, productId }, ctx) => {
  const purchase = await store.findPurchase(ctx.sql, `user:${userId}`, productId)
  return ok({ purchase: purchase ? { ...purchase, createdAt: purchase.createdAt.toISOString() } : null })
})
