import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkTerms, usualTerms } from './agreements.ts'
import { decideMove } from './vendors.ts'

describe('the state of a vendor', () => {
  it('moves as operators decide, and stays closed', () => {
    const moves = (['approve', 'suspend', 'close'] as const).map((move) =>
      (['applied', 'active', 'suspended', 'closed'] as const).map((status) => decideMove(status, move)),
    )
    assert.deepEqual(moves, [
      ['active', 'same', 'active', null],
      [null, 'suspended', 'same', null],
      ['closed', 'closed', 'closed', 'same'],
    ])
  })
})

describe('the terms of an agreement', () => {
  const other = '00000000-0000-7000-8000-000000000009'

  it('answer for every category and currency once', () => {
    assert.equal(checkTerms(usualTerms), null)
    const rate = (categoryId: string | null) => ({ categoryId, ratePpm: 1 })
    const euro = { amount: 1, currency: 'EUR' }
    for (const terms of [
      { ...usualTerms, commissions: [rate(other)] },
      { ...usualTerms, commissions: [rate(null), rate(null)] },
      { ...usualTerms, commissions: [rate(null), rate(other), rate(other)] },
      { ...usualTerms, fixed: [euro, euro] },
    ]) {
      assert.equal(checkTerms(terms)?.code, 'VALIDATION_FAILED')
    }
  })
})
