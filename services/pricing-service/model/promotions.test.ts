import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { books, north, promotion, quoteOf, rate, south } from './example-quote.ts'
import type { PromotionFact } from './promotions.ts'
import { digestText } from './quote.ts'

describe('promotion codes', () => {
  it('spread over the lines by what they cost, and lose no cent', () => {
    const promotions = [promotion({ kind: 'fixed', amounts: [{ amount: 100, currency: 'EUR' }] })]
    const { lines } = quoteOf([{ price: 1_000 }, { price: 1_000 }, { price: 1_000 }], { promotions })
    assert.deepEqual(lines.map((line) => line.discount).toSorted(), [33, 33, 34])
  })

  it('apply one after the other, each to what is left', () => {
    const promotions = [
      promotion({ code: 'HALF', ratePpm: 500_000 }),
      promotion({ code: 'AGAIN', ratePpm: 500_000, fundedBy: 'vendor' }),
    ]
    const { codes, lines } = quoteOf([{ price: 1_000 }], { promotions })
    assert.deepEqual(
      codes.map((code) => code.discount),
      [500, 250],
    )
    assert.deepEqual([lines[0]?.discount, lines[0]?.discountByPlatform], [750, 500])
  })

  it('count as one in any spelling', () => {
    const codes = ['code', ' CODE ', 'Code']
    const quote = quoteOf([{ price: 1_000 }], { promotions: [promotion({})], codes })
    assert.deepEqual([quote.codes.length, quote.totals.discounts], [1, 100])
  })

  it('hold for their vendor and categories only', () => {
    const goods = [{ price: 1_000 }, { price: 1_000, vendorId: south, categoryIds: [books] }]
    const discountsWith = (parts: Partial<PromotionFact>) =>
      quoteOf(goods, { promotions: [promotion(parts)] }).lines.map((line) => line.discount)
    assert.deepEqual(discountsWith({ vendorId: north }), [100, 0])
    assert.deepEqual(discountsWith({ categoryIds: [books] }), [0, 100])
  })

  it('waive the shipping of the vendors they are for, and say who pays it', () => {
    const rates = [rate('North post', 400), rate('South post', 500, { vendorId: south })]
    const promotions = [promotion({ kind: 'free_shipping', vendorId: south })]
    const quote = quoteOf([{ price: 100 }, { price: 100, vendorId: south }], { rates, promotions })
    assert.deepEqual(
      quote.vendors.map((vendor) => [vendor.shipping, vendor.discountsByPlatform]),
      [
        [400, 0],
        [0, 500],
      ],
    )
    assert.deepEqual([quote.codes[0]?.discount, quote.totals.discounts], [500, 0])
  })

  it('ask the hold to count their uses, in total and for the person', () => {
    const promotions = [promotion({ perPersonMax: 1, totalMax: 50 })]
    assert.deepEqual(quoteOf([{ price: 100 }], { promotions }).limits, [
      { scope: 'promo:CODE', subject: 'total', quantity: 1, max: 50 },
      { scope: 'promo:CODE', subject: 'a-person', quantity: 1, max: 1 },
    ])
  })

  it('are refused with the reason', () => {
    const reasonOf = (parts: Partial<PromotionFact>) =>
      quoteOf([{ price: 1_000 }], { promotions: [promotion(parts)] }).codes[0]?.reason
    const dollars = [{ amount: 500, currency: 'USD' }]
    assert.equal(reasonOf({ startsAt: '2026-11-20T12:00:01Z' }), 'not_started')
    assert.equal(reasonOf({ endsAt: '2026-11-20T12:00:00Z' }), 'expired')
    assert.equal(reasonOf({ minimums: [{ amount: 1_001, currency: 'EUR' }] }), 'minimum_not_met')
    assert.equal(reasonOf({ minimums: dollars }), 'other_currency')
    assert.equal(reasonOf({ kind: 'fixed', amounts: dollars }), 'other_currency')
    assert.equal(reasonOf({ vendorId: south }), 'not_for_these_products')
    assert.equal(reasonOf({ kind: 'free_shipping' }), 'not_for_these_products')
    assert.equal(quoteOf([{ price: 1_000 }], { codes: ['NOPE'] }).codes[0]?.reason, 'unknown')
  })

  it('that are refused ask for no use, and are no part of the digest', () => {
    const promotions = [promotion({ totalMax: 5, endsAt: '2026-01-01T00:00:00Z' })]
    const refused = quoteOf([{ price: 1_000 }], { promotions })
    assert.deepEqual(refused.limits, [])
    assert.equal(digestText(refused), digestText(quoteOf([{ price: 1_000 }])))
  })
})
