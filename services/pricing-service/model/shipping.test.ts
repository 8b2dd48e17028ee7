import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deriveId } from '@rialto/core'
import { north, promotion, quoteOf, rate, south } from './example-quote.ts'

describe('shipping', () => {
  it('is the cheapest way unless another is chosen', () => {
    const rates = [rate('Express', 900), rate('Post', 400)]
    assert.equal(quoteOf([{ price: 100 }], { rates }).totals.shipping, 400)
    const shipping = [{ vendorId: north, methodId: deriveId('Express') }]
    assert.equal(quoteOf([{ price: 100 }], { rates, shipping }).totals.shipping, 900)
  })

  it('goes back to the cheapest way when the chosen one is gone', () => {
    const shipping = [{ vendorId: north, methodId: deriveId('Pigeon') }]
    const quote = quoteOf([{ price: 100 }], { rates: [rate('Post', 400)], shipping })
    assert.equal(quote.vendors[0]?.shippingMethodId, deriveId('Post'))
  })

  it('takes the lightest band that holds the weight of all units together', () => {
    const bands = [
      { upToGrams: 5_000, price: { amount: 800, currency: 'EUR' } },
      { upToGrams: 1_000, price: { amount: 300, currency: 'EUR' } },
      { upToGrams: 1_000, price: { amount: 1, currency: 'USD' } },
    ]
    const shippingFor = (quantity: number) =>
      quoteOf([{ price: 100, quantity, weightGrams: 500 }], { rates: [rate('Post', 0, { bands })] })
    assert.equal(shippingFor(2).totals.shipping, 300)
    assert.equal(shippingFor(3).totals.shipping, 800)
    assert.equal(shippingFor(11).vendors[0]?.shippingMethodId, null)
  })

  it('to the rest of the world is not offered where another rate names the country', () => {
    const world = rate('World post', 100, { namesCountry: false })
    assert.equal(quoteOf([{ price: 100 }], { rates: [world] }).totals.shipping, 100)
    assert.equal(quoteOf([{ price: 100 }], { rates: [world, rate('Post', 400)] }).totals.shipping, 400)
  })

  it('costs nothing from the worth that the vendor names, counted before discounts', () => {
    const rates = [rate('Post', 400, { freeFrom: [{ amount: 2_000, currency: 'EUR' }] })]
    const promotions = [promotion({ ratePpm: 500_000 })]
    const shippingOf = (price: number) =>
      quoteOf([{ price, quantity: 2 }], { rates, promotions }).totals.shipping
    assert.deepEqual([shippingOf(999), shippingOf(1_000)], [400, 0])
  })

  it('is counted for each vendor apart', () => {
    const rates = [rate('North post', 400), rate('South post', 500, { vendorId: south })]
    const quote = quoteOf([{ price: 100 }, { price: 100, vendorId: south }], { rates })
    assert.deepEqual(
      quote.vendors.map((vendor) => vendor.shipping),
      [400, 500],
    )
  })
})
