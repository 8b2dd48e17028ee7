import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { promotion, quoteOf, rate } from './example-quote.ts'

describe('tax', () => {
  it('is inside prices in the EU and the UK', () => {
    const { totals, lines } = quoteOf([{ price: 11_900 }])
    assert.deepEqual(
      { taxes: totals.taxes, included: totals.taxIncluded, total: totals.total, rate: lines[0]?.taxRatePpm },
      { taxes: 0, included: 1_900, total: 11_900, rate: 190_000 },
    )
    assert.equal(quoteOf([{ price: 12_000 }], { country: 'GB', currency: 'GBP' }).totals.taxIncluded, 2_000)
  })

  it('is added on top in California, however the state is written', () => {
    for (const region of ['CA', 'us-ca', 'California ']) {
      const { totals } = quoteOf([{ price: 10_000 }], { country: 'US', region, currency: 'USD' })
      assert.deepEqual([totals.taxes, totals.taxIncluded, totals.total], [725, 0, 10_725])
    }
  })

  it('is nothing where the table has no row', () => {
    for (const [country, region] of [
      ['US', 'NY'],
      ['US', null],
      ['JP', null],
    ] as const) {
      const { totals } = quoteOf([{ price: 10_000 }], { country, region })
      assert.deepEqual([totals.taxes, totals.taxIncluded], [0, 0])
    }
  })

  it('is counted on what is left after discounts', () => {
    const promotions = [promotion({ kind: 'fixed', amounts: [{ amount: 1_190, currency: 'EUR' }] })]
    assert.equal(quoteOf([{ price: 11_900 }], { promotions }).totals.taxIncluded, 1_710)
  })

  it('of shipping follows the goods in proportion to what they cost', () => {
    const rates = [rate('Parcel', 1_000)]
    const goods = [
      { price: 3_000, taxClass: 'standard' as const },
      { price: 1_000, taxClass: 'reduced' as const },
    ]
    // 7.50 at 19 % contain 1.20, 2.50 at 7 % contain 0.16.
    assert.equal(quoteOf(goods, { rates }).vendors[0]?.shippingTaxIncluded, 136)
  })

  it('leaves shipping alone where shipping is not taxed', () => {
    const bands = [{ upToGrams: 5_000, price: { amount: 1_000, currency: 'USD' } }]
    const quote = quoteOf([{ price: 10_000 }], {
      country: 'US',
      region: 'CA',
      currency: 'USD',
      rates: [rate('Parcel', 0, { bands })],
    })
    assert.deepEqual([quote.totals.shipping, quote.totals.taxes], [1_000, 725])
  })

  it('changes on the day that the table says', () => {
    const rateOn = (day: string) => quoteOf([{ price: 10_000 }], { country: 'SK', day }).lines[0]?.taxRatePpm
    assert.equal(rateOn('2024-12-31'), 200_000)
    assert.equal(rateOn('2025-01-01'), 230_000)
  })
})
