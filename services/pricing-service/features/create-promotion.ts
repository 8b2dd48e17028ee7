import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { createPromotion } from '../contract.ts'
import { checkPromotion } from '../model/promotion-terms.ts'
import { insertPromotion } from '../store/promotions.ts'

export default feature(createPromotion, async (input, ctx) => {
  const own = vendorScope(ctx.actor)
  if (own !== null && input.fundedBy !== 'vendor') {
    return refuse('PERMISSION_DENIED', 'A vendor cannot let the marketplace pay for a promotion')
  }
  const vendorId = own ?? input.vendorId ?? null
  if (own !== null && (input.vendorId ?? own) !== own) return refuse('NOT_FOUND', 'There is no such vendor')
  const promotion = {
    promotionId: ctx.newId(),
    code: input.code,
    kind: input.kind,
    ratePpm: input.ratePpm ?? null,
    amounts: input.amounts ?? [],
    minimums: input.minimums ?? [],
    fundedBy: input.fundedBy,
    vendorId,
    categoryIds: input.categoryIds ?? [],
    perPersonMax: input.perPersonMax ?? null,
    totalMax: input.totalMax ?? null,
    startsAt: input.startsAt ?? null,
    endsAt: input.endsAt ?? null,
  }
  const refusal = checkPromotion(promotion)
  if (refusal) return refusal
  return ctx.once(async (tx) => {
    const created = await insertPromotion(tx, promotion)
    return created ? ok(created) : refuse('PROMOTION_CODE_TAKEN', `The code ${input.code} was given before`)
  })
})
