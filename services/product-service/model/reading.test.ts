//
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pickRelated } from './reading.ts'
import { summaryOf } from './reviews.ts'

describe('related products', () => {
  it('are those in stock first, then by their order, and no more than asked for', () => {
    const neighbours = ['a', 'b', 'c', 'd'].map((name) => ({ name, skus: [name, `${name}2`] }))
    const available = new Map([
      ['b2', 3],
      ['d', 1],
    ])
    assert.deepEqual(
      pickRelated(neighbours, available, 3).map(({ name, inStock }) => [name, inStock]),
      [
        ['b', true],
        ['d', true],
        ['a', false],
      ],
    )
    assert.deepEqual(pickRelated(neighbours, new Map(), 0), [])
  })
})

describe('the summary of reviews', () => {
  it('rounds to one decimal and counts every star', () => {
    const summary = summaryOf({ '5': 2, '4': 1 })
    assert.deepEqual(summary, {
      averageRating: 4.7,
      totalReviews: 3,
      ratingDistribution: { '1': 0, '2': 0, '3': 0, '4': 1, '5': 2 },
    })
    assert.equal(summaryOf({}).averageRating, 0)
  })
})
