import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { quoteOf, rate, tryQuote } from './example-quote.ts'

describe('the lines of a quote', () => {
  it('ask the sale price, and show the price before it', () => {
    const { lines } = quoteOf([{ price: 1_000, sale: 800 }])
    assert.deepEqual([lines[0]?.unitPrice, lines[0]?.listPrice], [800, 1_000])
  })

  it('leave out what has no price, and name it', () => {
    const quote = quoteOf([{ price: null }], { rates: [rate('Post', 400)] })
    assert.deepEqual([quote.unpriced, quote.lines, quote.vendors], [['SKU-0'], [], []])
    assert.equal(quote.totals.total, 0)
  })

  it('are refused together when they cannot be counted exactly', () => {
    const gold = { price: 100_000_000_000, quantity: 1_000_000 }
    assert.equal(tryQuote([gold]), null)
  })

  it('keep the order of the basket', () => {
    const { lines } = quoteOf([{ price: 3 }, { price: 1 }, { price: 2 }])
    assert.deepEqual(
      lines.map((line) => line.sku),
      ['SKU-0', 'SKU-1', 'SKU-2'],
    )
  })
})
