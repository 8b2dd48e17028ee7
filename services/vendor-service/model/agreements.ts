import { refuse } from '@rialto/core'

export type Terms = {
  commissions: { categoryId: string | null; ratePpm: number }[]
  fixed: { amount: number; currency: string }[]
  feeTaxPpm: number
}

/** What a vendor agrees to when nothing else was said: a tenth of its sales, no fixed part, no tax on the fee. */
export const usualTerms: Terms = {
  commissions: [{ categoryId: null, ratePpm: 100_000 }],
  fixed: [],
  feeTaxPpm: 0,
}

/** Whether terms give one answer for every sale: one commission for each category and one for the rest. */
export function checkTerms(terms: Terms) {
  const categories = terms.commissions.map((one) => one.categoryId)
  if (!categories.includes(null)) {
    return refuse('VALIDATION_FAILED', 'A commission for all other categories (`categoryId` null) is missing')
  }
  if (new Set(categories).size < categories.length) {
    return refuse('VALIDATION_FAILED', 'Two commissions are for the same category')
  }
  const currencies = terms.fixed.map((one) => one.currency)
  if (new Set(currencies).size < currencies.length) {
    return refuse('VALIDATION_FAILED', 'Two fixed parts are in the same currency')
  }
  return null
}
