import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deriveId } from '@rialto/core'
import { currencyOf, unitsOf } from '@rialto/money'
import fc from 'fast-check'
import type { QuoteRequest } from './lines.ts'
import type { PromotionFact } from './promotions.ts'
import { type ComputedQuote, computeQuote, digestText, type QuoteFacts } from './quote.ts'
import { seedRates } from './tax-seed.ts'
import { indexTaxTable } from './taxes.ts'

const now = new Date('2026-11-20T12:00:00Z')
const taxes = indexTaxTable('a-revision', seedRates)
const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'KWD']
const vendorIds = Array.from({ length: 10 }, (_, index) => deriveId('vendor', String(index)))
const categoryIds = Array.from({ length: 3 }, (_, index) => deriveId('category', String(index)))
const codeNames = ['ALPHA', 'BRAVO', 'CHARLIE', 'DELTA', 'ECHO']

type Case = { request: QuoteRequest; facts: QuoteFacts }

/** In steps, so that every price can be paid by card in every currency. */
const priceSteps = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 10_000_000 }))

const lineArbitrary = fc.record({
  vendor: fc.nat(9),
  category: fc.nat(2),
  taxClass: fc.constantFrom('standard' as const, 'reduced' as const, 'zero' as const),
  weightGrams: fc.nat(3_000),
  quantity: fc.integer({ min: 1, max: 40 }),
  priceSteps,
  sale: fc.option(fc.integer({ min: 0, max: 120 })),
})

const promotionArbitrary = fc.record({
  kind: fc.constantFrom('percent' as const, 'fixed' as const, 'free_shipping' as const),
  ratePpm: fc.integer({ min: 1, max: 1_000_000 }),
  amountSteps: fc.integer({ min: 0, max: 5_000_000 }),
  minimumSteps: fc.option(fc.nat(100_000)),
  fundedBy: fc.constantFrom('vendor' as const, 'platform' as const),
  vendor: fc.option(fc.nat(9)),
  category: fc.option(fc.nat(2)),
})

const caseArbitrary = fc
  .record({
    currency: fc.constantFrom(...currencies),
    place: fc.constantFrom('DE', 'FR', 'GB', 'DK', 'US CA', 'US NY', 'JP'),
    lines: fc.array(lineArbitrary, { minLength: 1, maxLength: 50 }),
    promotions: fc.array(promotionArbitrary, { maxLength: 5 }),
    shippingSteps: fc.array(fc.nat(5_000), { minLength: 10, maxLength: 10 }),
  })
  .map(caseOf)

function caseOf(parts: {
  currency: string
  place: string
  lines: (typeof lineArbitrary extends fc.Arbitrary<infer L> ? L : never)[]
  promotions: (typeof promotionArbitrary extends fc.Arbitrary<infer P> ? P : never)[]
  shippingSteps: number[]
}): Case {
  const { currency, lines } = parts
  const step = Number(unitsOf(currencyOf(currency)).step)
  const [country = '', region = null] = parts.place.split(' ')
  const money = (steps: number) => ({ amount: steps * step, currency })
  const promotions = parts.promotions.map(
    (one, index): PromotionFact => ({
      code: codeNames[index] ?? '',
      kind: one.kind,
      ratePpm: one.kind === 'percent' ? one.ratePpm : null,
      amounts: one.kind === 'fixed' ? [money(one.amountSteps)] : [],
      minimums: one.minimumSteps === null ? [] : [money(one.minimumSteps)],
      fundedBy: one.fundedBy,
      vendorId: one.vendor === null ? null : (vendorIds[one.vendor] ?? null),
      categoryIds: one.category === null ? [] : [categoryIds[one.category] ?? ''],
      perPersonMax: 1,
      totalMax: 100,
      startsAt: null,
      endsAt: null,
    }),
  )
  return {
    request: {
      currency,
      country,
      region,
      personKey: 'a-person',
      codes: promotions.map((promotion) => promotion.code),
      shipping: [],
      lines: lines.map((line, index) => ({
        lineId: deriveId('line', String(index)),
        sku: `SKU-${index}`,
        productId: deriveId('product', String(index)),
        vendorId: vendorIds[line.vendor] ?? '',
        categoryIds: [categoryIds[line.category] ?? ''],
        taxClass: line.taxClass,
        weightGrams: line.weightGrams,
        quantity: line.quantity,
      })),
    },
    facts: {
      prices: lines.map((line, index) => ({
        sku: `SKU-${index}`,
        base: line.priceSteps * step,
        sale: line.sale === null ? null : Math.floor((line.priceSteps * line.sale) / 100) * step,
        version: 1,
      })),
      rates: parts.shippingSteps.map((steps, index) => ({
        rateId: deriveId('rate', String(index)),
        vendorId: vendorIds[index] ?? '',
        name: 'Parcel',
        localNames: {},
        daysMin: 1,
        daysMax: 3,
        bands: [
          { upToGrams: 1_000, price: money(steps) },
          { upToGrams: 1_000_000, price: money(steps * 2) },
        ],
        freeFrom: index % 2 === 0 ? [money(500_000)] : [],
        namesCountry: true,
      })),
      promotions,
      taxes,
      now,
    },
  }
}

function compute({ request, facts }: Case): ComputedQuote {
  const quote = computeQuote(request, facts)
  assert.ok(quote)
  return quote
}

function add(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0)
}

describe('the parts of a quote', () => {
  it('sum to its totals, for every line, vendor and the whole (INV-1)', () => {
    fc.assert(
      fc.property(caseArbitrary, (one) => {
        const { lines, vendors, totals } = compute(one)
        for (const line of lines) {
          assert.equal(line.subtotal, line.unitPrice * line.quantity)
          assert.equal(line.total, line.subtotal - line.discount + line.tax)
        }
        for (const vendor of vendors) {
          const own = lines.filter((line) => line.vendorId === vendor.vendorId)
          assert.equal(vendor.subtotal, add(own.map((line) => line.subtotal)))
          assert.equal(vendor.discounts, add(own.map((line) => line.discount)))
          assert.equal(vendor.taxes, add(own.map((line) => line.tax)) + vendor.shippingTax)
          assert.equal(
            vendor.taxIncluded,
            add(own.map((line) => line.taxIncluded)) + vendor.shippingTaxIncluded,
          )
          assert.equal(vendor.total, vendor.subtotal + vendor.shipping + vendor.taxes - vendor.discounts)
        }
        for (const part of ['subtotal', 'shipping', 'taxes', 'taxIncluded', 'discounts', 'total'] as const) {
          assert.equal(totals[part], add(vendors.map((vendor) => vendor[part])))
        }
        assert.equal(totals.total, totals.subtotal + totals.shipping + totals.taxes - totals.discounts)
      }),
      { numRuns: 400 },
    )
  })

  it('are never negative, and discounts never exceed what the goods cost (INV-2)', () => {
    fc.assert(
      fc.property(caseArbitrary, (one) => {
        const { lines, vendors, codes, totals } = compute(one)
        for (const part of [...lines, ...vendors, ...codes, totals]) {
          for (const value of Object.values(part)) {
            if (typeof value === 'number') assert.ok(Number.isSafeInteger(value) && value >= 0)
          }
        }
        for (const line of lines) {
          assert.ok(line.discount <= line.subtotal && line.discountByPlatform <= line.discount)
          assert.ok(line.unitPrice <= line.listPrice)
        }
        assert.ok(totals.discounts <= totals.subtotal)
      }),
      { numRuns: 300 },
    )
  })

  it('account for every discount of every code, and for who pays it (INV-3)', () => {
    fc.assert(
      fc.property(caseArbitrary, (one) => {
        const { vendors, codes, totals, limits } = compute(one)
        const kindOf = new Map(one.facts.promotions.map((promotion) => [promotion.code, promotion]))
        const applied = codes.filter((code) => code.state === 'applied')
        const isWaiver = (code: { code: string }) => kindOf.get(code.code)?.kind === 'free_shipping'
        const waived = add(applied.filter(isWaiver).map((code) => code.discount))
        assert.equal(totals.discounts + waived, add(applied.map((code) => code.discount)))
        const offered = vendors.map((vendor) => vendor.shippingOptions[0]?.price ?? 0)
        assert.equal(totals.shipping + waived, add(offered))
        const byPlatform = applied.filter((code) => kindOf.get(code.code)?.fundedBy === 'platform')
        assert.equal(
          add(vendors.map((vendor) => vendor.discountsByPlatform)),
          add(byPlatform.map((code) => code.discount)),
        )
        assert.equal(limits.length, applied.length * 2)
      }),
      { numRuns: 300 },
    )
  })

  it('can be charged and refunded by card, vendor by vendor (INV-4)', () => {
    fc.assert(
      fc.property(caseArbitrary, (one) => {
        const { vendors, totals, lines } = compute(one)
        const step = Number(unitsOf(currencyOf(totals.currency)).step)
        for (const { total } of [...vendors, ...lines, totals]) assert.equal(total % step, 0)
      }),
      { numRuns: 200 },
    )
  })

  it('do not depend on the order in which the basket is listed (INV-5)', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.infiniteStream(fc.nat()), (one, order) => {
        const lines = one.request.lines
          .map((line) => ({ line, at: order.next().value }))
          .toSorted((left, right) => left.at - right.at)
          .map(({ line }) => line)
        const shuffled = { ...one, request: { ...one.request, lines } }
        assert.equal(digestText(compute(shuffled)), digestText(compute(one)))
      }),
      { numRuns: 150 },
    )
  })

  it('change the digest when a price changes, even if the totals stay (INV-5)', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.nat(), (one, pick) => {
        const at = pick % one.facts.prices.length
        const prices = one.facts.prices.map((price, index) =>
          index === at ? { ...price, version: price.version + 1 } : price,
        )
        const changed = compute({ ...one, facts: { ...one.facts, prices } })
        assert.notEqual(digestText(changed), digestText(compute(one)))
      }),
      { numRuns: 100 },
    )
  })
})
