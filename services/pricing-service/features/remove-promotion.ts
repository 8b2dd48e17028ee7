import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { removePromotion } from '../contract.ts'
import * as store from '../store/promotions.ts'

export default feature(removePromotion, async ({ promotionId }, ctx) => {
  const scope = { vendorId: vendorScope(ctx.actor), now: ctx.now() }
  const isRemoved = await ctx.tx((tx) => store.removePromotion(tx, promotionId, scope))
  return isRemoved ? ok(null) : refuse('NOT_FOUND', 'There is no such promotion')
})
