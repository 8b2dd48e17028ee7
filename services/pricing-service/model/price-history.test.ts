import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { priceHistory } from './price-history.ts'

describe('the history of a price', () => {
  it('follows the list, and a sale while it runs', () => {
    const listed = [
      { amount: 1_000, basePrice: 1_000, from: 0, until: 50 },
      { amount: 1_200, basePrice: 1_200, from: 50, until: null },
    ]
    const sales = [{ amount: 900, from: 20, until: 60 }]
    assert.deepEqual(priceHistory(listed, sales, { from: 10, now: 100 }), [
      { amount: 1_000, basePrice: 1_000, from: 10, until: 20 },
      { amount: 900, basePrice: 1_000, from: 20, until: 50 },
      { amount: 900, basePrice: 1_200, from: 50, until: 60 },
      { amount: 1_200, basePrice: 1_200, from: 60, until: null },
    ])
  })

  it('begins when the first price came, and is empty without one', () => {
    const listed = [{ amount: 1_000, basePrice: 1_000, from: 40, until: null }]
    assert.deepEqual(priceHistory(listed, [], { from: 10, now: 100 }), [
      { amount: 1_000, basePrice: 1_000, from: 40, until: null },
    ])
    assert.deepEqual(priceHistory([], [{ amount: 1, from: 0, until: null }], { from: 10, now: 100 }), [])
  })

  it('never asks more because of a sale, and has no gap', () => {
    const sale = fc.record({ amount: fc.nat(2_000), from: fc.nat(90), long: fc.integer({ min: 1, max: 50 }) })
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 5 }), (made) => {
        const sales = made.map(({ amount, from, long }) => ({ amount, from, until: from + long }))
        const spans = priceHistory([{ amount: 1_000, basePrice: 1_000, from: 0, until: null }], sales, {
          from: 5,
          now: 100,
        })
        assert.equal(spans[0]?.from, 5)
        assert.equal(spans.at(-1)?.until, null)
        for (const [index, span] of spans.entries()) {
          assert.ok(span.amount <= span.basePrice)
          if (index > 0) assert.equal(spans[index - 1]?.until, span.from)
        }
      }),
    )
  })
})
