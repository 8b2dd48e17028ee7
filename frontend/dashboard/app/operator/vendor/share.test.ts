import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMoney } from '../read-money.ts'
import { readShare, writeShare } from './share.ts'

test('a share is read as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (ppm) => {
      assert.equal(readShare(writeShare(ppm)), ppm)
    }),
  )
})

test('a share is a percentage of at most 100, with point, comma or sign', () => {
  assert.deepEqual(['12,5', '12.5 %', '100', '0'].map(readShare), [125_000, 125_000, 1_000_000, 0])
  assert.deepEqual(['', '101', '-1', 'ten', '1.23456', '1e2'].map(readShare), [
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})

test('an amount is read in the digits of its currency, and never rounded', () => {
  assert.equal(readMoney('12,99', 'EUR'), 1_299)
  assert.equal(readMoney('1200', 'JPY'), 1_200)
  assert.equal(readMoney('5.125', 'KWD'), 5_125)
  for (const [typed, currency] of [
    ['12.999', 'EUR'],
    ['0', 'EUR'],
    ['-1', 'EUR'],
    ['', 'EUR'],
    ['1', 'XXX1'],
  ] as const)
    assert.equal(readMoney(typed, currency), null)
})
