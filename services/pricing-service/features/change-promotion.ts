import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { changePromotion } from '../contract.ts'
import { checkPromotion } from '../model/promotion-terms.ts'
import { findPromotion, updatePromotion } from '../store/promotions.ts'

export default feature(changePromotion, async ({ promotionId, version, ...patch }, ctx) => {
  const promotion = await findPromotion(ctx.sql, promotionId, vendorScope(ctx.actor))
  if (!promotion) return refuse('NOT_FOUND', 'There is no such promotion')
  if (promotion.version !== version) return refuse('VERSION_CONFLICT', 'The promotion was changed meanwhile')
  const changed = { ...promotion, ...patch }
  const refusal = checkPromotion(changed)
  if (refusal) return refusal
  const written = await ctx.tx((tx) => updatePromotion(tx, changed))
  return written ? ok(written) : refuse('VERSION_CONFLICT', 'The promotion was changed meanwhile')
})
