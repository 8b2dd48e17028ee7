import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { arrivalText } from './arrival.ts'
import { byDay, isWorthALine, priceLine } from './price-line.ts'

const now = '2026-11-11T00:00:00.000Z'
const spans = [
  { amount: 2_000, basePrice: 2_000, from: '2026-11-01T00:00:00.000Z', until: '2026-11-06T00:00:00.000Z' },
  { amount: 1_000, basePrice: 2_000, from: '2026-11-06T00:00:00.000Z', until: null },
]

describe('the line of a price', () => {
  it('is a step where the price changed, higher prices above lower ones', () => {
    assert.equal(priceLine(spans, now, { width: 100, height: 50, padding: 5 }), 'M0 5H50V45H100')
  })

  it('lies in the middle while the price was always the same', () => {
    assert.equal(priceLine(spans.slice(1), now, { width: 100, height: 50, padding: 5 }), 'M0 25H100')
  })

  it('has one price for each day, the last', () => {
    const early = { amount: 3_000, basePrice: 3_000, from: '2026-11-06T07:00:00.000Z', until: null }
    const late = { ...early, amount: 1_000, from: '2026-11-06T09:00:00.000Z' }
    assert.deepEqual(byDay([...spans.slice(0, 1), early, late]), [spans[0], late])
  })

  it('is drawn when a price changed and a day has passed', () => {
    assert.equal(isWorthALine(spans, now), true)
    assert.equal(isWorthALine(spans.slice(1), now), false)
    assert.equal(isWorthALine(spans, '2026-11-01T12:00:00.000Z'), false)
    assert.equal(isWorthALine([], now), false)
  })
})

describe('when a parcel arrives', () => {
  it('is said in the words of the language', () => {
    const way = { daysMin: 2, daysMax: 4 }
    assert.equal(arrivalText(way, new Date(now), 'de'), '13.–15. November')
    assert.equal(arrivalText({ daysMin: 1, daysMax: 1 }, new Date(now), 'en'), 'November 12')
  })
})
