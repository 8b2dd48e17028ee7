import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minorUnitsOf } from './typed-amount.ts'

test('An amount as typed is read by the places of its currency', () => {
  assert.equal(minorUnitsOf('12.5', 'EUR'), 1_250)
  assert.equal(minorUnitsOf('12', 'EUR'), 1_200)
  assert.equal(minorUnitsOf('12.5', 'KWD'), 12_500)
  assert.equal(minorUnitsOf('12.5', 'JPY'), 12)
  assert.equal(minorUnitsOf('0.05', 'USD'), 5)
})
