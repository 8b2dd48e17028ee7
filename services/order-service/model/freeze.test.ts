import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { freezeParts, type Terms, vendorNet } from './freeze.ts'
import type { QuoteDocument } from './quote.ts'

type Line = QuoteDocument['quote']['lines'][number]

describe('the commission of a vendor’s part', () => {
  const terms: Terms = {
    vendorId: 'v',
    commissions: [
      { categoryId: 'books', ratePpm: 50_000 },
      { categoryId: null, ratePpm: 150_000 },
    ],
    fixed: [{ amount: 30, currency: 'EUR' }],
    feeTaxPpm: 190_000,
  }

  it('is taken of the net price, by the nearest category, with the fixed part and its tax', () => {
    const lines = [line({ subtotal: 11_900, taxIncluded: 1_900 }), line({ lineId: 'b', subtotal: 2_000 })]
    const [part] = freezeParts(documentOf(lines, { a: ['novels', 'books'], b: [] }), [terms]) ?? []
    // 5 % of 100.00, 15 % of 20.00, 0.30 for the order; 19 % tax on that.
    assert.deepEqual([part?.commission, part?.commissionTax], [500 + 300 + 30, 158])
  })

  it('is not taken of what the vendor gives away itself, but of what the marketplace pays', () => {
    const own = line({ subtotal: 10_000, discount: 1_000, taxRatePpm: 0 })
    assert.equal(vendorNet(own, 'EUR' as never, false), 9_000n)
    const shared = line({ subtotal: 10_000, discount: 1_000, discountByPlatform: 1_000, taxRatePpm: 0 })
    assert.equal(vendorNet(shared, 'EUR' as never, false), 10_000n)
    const inclusive = line({
      subtotal: 11_900,
      discount: 1_190,
      discountByPlatform: 1_190,
      taxIncluded: 1_710,
    })
    assert.equal(vendorNet(inclusive, 'EUR' as never, true), 10_000n)
  })

  it('never exceeds what the vendor earns', () => {
    const document = documentOf([line({ subtotal: 10 })], {})
    const [part] = freezeParts(document, [terms]) ?? []
    assert.equal(part?.commission, 10)
  })

  it('cannot be frozen without the terms of every vendor', () => {
    assert.equal(freezeParts(documentOf([line({})], {}), []), undefined)
  })

  it('leaves the vendor the rest, whatever the prices and rates', () => {
    const price = fc.integer({ min: 0, max: 10_000_000 })
    const ppm = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(fc.array(price, { minLength: 1, maxLength: 5 }), ppm, ppm, (prices, ratePpm, feeTaxPpm) => {
        const lines = prices.map((subtotal, index) => line({ lineId: `l${index}`, subtotal }))
        const own = { ...terms, commissions: [{ categoryId: null, ratePpm }], fixed: [], feeTaxPpm }
        const [part] = freezeParts(documentOf(lines, {}), [own]) ?? []
        const net = prices.reduce((sum, one) => sum + one, 0)
        assert.ok(part && part.commission >= 0 && part.commission <= net)
        assert.ok(Math.abs(part.commission - (net * ratePpm) / 1_000_000) <= prices.length / 2 + 0.001)
      }),
    )
  })

  function line(parts: Partial<Line>): Line {
    return {
      lineId: 'a',
      sku: 'S',
      vendorId: 'v',
      quantity: 1,
      unitPrice: 0,
      listPrice: 0,
      subtotal: 0,
      discount: 0,
      discountByPlatform: 0,
      taxRatePpm: 190_000,
      tax: 0,
      taxIncluded: 0,
      total: 0,
      ...parts,
    }
  }

  function documentOf(lines: Line[], categories: Record<string, string[]>): QuoteDocument {
    const taxIncluded = lines.reduce((sum, one) => sum + one.taxIncluded, 0)
    const vendor = { vendorId: 'v', total: 0, shipping: 0, taxes: 0, taxIncluded, discountsByPlatform: 0 }
    const totals = { currency: 'EUR', taxIncluded }
    return {
      quote: { lines, vendors: [vendor], totals } as never,
      items: lines.map(({ lineId }) => ({ lineId, categoryIds: categories[lineId] ?? [] }) as never),
    }
  }
})
