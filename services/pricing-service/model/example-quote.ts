import { assert, deriveId } from '@rialto/core'
import type { QuoteRequest } from './lines.ts'
import type { PromotionFact } from './promotions.ts'
import { type ComputedQuote, computeQuote } from './quote.ts'
import type { RateFact } from './shipping.ts'
import { seedRates } from './tax-seed.ts'
import { indexTaxTable } from './taxes.ts'

// Small baskets for the tests of the rules: what is not named is a plain German basket of one vendor.

export const north = deriveId('north')
export const south = deriveId('south')
export const books = deriveId('books')
const taxes = indexTaxTable('a-revision', seedRates)

export type Wanted = {
  price: number | null
  sale?: number
  quantity?: number
  vendorId?: string
  taxClass?: 'standard' | 'reduced' | 'zero'
  categoryIds?: string[]
  weightGrams?: number
}

type More = Partial<QuoteRequest> & { promotions?: PromotionFact[]; rates?: RateFact[]; day?: string }

/** The quote of a basket; null when its amounts cannot be counted exactly. */
export function tryQuote(lines: readonly Wanted[], more: More = {}): ComputedQuote | null {
  const { promotions = [], rates = [], day = '2026-11-20', ...rest } = more
  const request: QuoteRequest = {
    currency: 'EUR',
    country: 'DE',
    region: null,
    personKey: 'a-person',
    codes: promotions.map((promotion) => promotion.code),
    shipping: [],
    lines: lines.map((line, index) => ({
      lineId: deriveId(`line ${index}`),
      sku: `SKU-${index}`,
      productId: deriveId(`product ${index}`),
      vendorId: line.vendorId ?? north,
      categoryIds: line.categoryIds ?? [],
      taxClass: line.taxClass ?? 'standard',
      weightGrams: line.weightGrams ?? 100,
      quantity: line.quantity ?? 1,
    })),
    ...rest,
  }
  const prices = lines.flatMap(({ price, sale = null }, index) =>
    price === null ? [] : [{ sku: `SKU-${index}`, base: price, sale, version: 1 }],
  )
  return computeQuote(request, { prices, rates, promotions, taxes, now: new Date(`${day}T12:00:00Z`) })
}

/** The quote of a basket. */
export function quoteOf(lines: readonly Wanted[], more: More = {}): ComputedQuote {
  const quote = tryQuote(lines, more)
  assert(quote, 'the basket of a test can be counted')
  return quote
}

/** A promotion of 10 % for everybody, paid by the marketplace, but for what is named. */
export function promotion(parts: Partial<PromotionFact>): PromotionFact {
  return {
    code: 'CODE',
    kind: 'percent',
    ratePpm: parts.kind && parts.kind !== 'percent' ? null : 100_000,
    amounts: [],
    minimums: [],
    fundedBy: 'platform',
    vendorId: null,
    categoryIds: [],
    perPersonMax: null,
    totalMax: null,
    startsAt: null,
    endsAt: null,
    ...parts,
  }
}

/** A way of shipping of `north` in euros for up to 5 kg. */
export function rate(name: string, amount: number, parts: Partial<RateFact> = {}): RateFact {
  const bands = [{ upToGrams: 5_000, price: { amount, currency: 'EUR' } }]
  const days = { daysMin: 1, daysMax: 3 }
  const zone = { freeFrom: [], namesCountry: true }
  return { rateId: deriveId(name), vendorId: north, name, localNames: {}, ...days, bands, ...zone, ...parts }
}
