import { refuse } from '@rialto/core'
import type { PromotionFact } from './promotions.ts'

/** Whether a promotion makes sense as a whole: it gives something, once for each currency, and has an end after its start. */
export function checkPromotion(promotion: Omit<PromotionFact, 'code'>) {
  const { kind, ratePpm, amounts, minimums, fundedBy, vendorId, startsAt, endsAt } = promotion
  if ((kind === 'percent') !== (ratePpm !== null)) {
    return refuse('VALIDATION_FAILED', '`ratePpm` belongs to the kind `percent`, and only to it')
  }
  if ((kind === 'fixed') !== amounts.length > 0) {
    return refuse('VALIDATION_FAILED', '`amounts` belong to the kind `fixed`, and only to it')
  }
  if (fundedBy === 'vendor' && vendorId === null) {
    return refuse('VALIDATION_FAILED', 'Say which vendor pays for it: `vendorId` is missing')
  }
  if (hasTwice(amounts) || hasTwice(minimums)) {
    return refuse('VALIDATION_FAILED', 'Give one amount for each currency')
  }
  if (startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt)) {
    return refuse('VALIDATION_FAILED', '`endsAt` must be after `startsAt`')
  }
  return null
}

function hasTwice(amounts: readonly { currency: string }[]): boolean {
  return new Set(amounts.map((one) => one.currency)).size < amounts.length
}
