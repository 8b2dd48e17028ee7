// @R-000.1h: sums of money are exact and never mix currencies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  add,
  compare,
  isNegative,
  isZero,
  type Money,
  multiply,
  negate,
  subtract,
  sum,
  zero,
} from './index.ts'

const eur = (amount: bigint): Money => ({ amount, currency: 'EUR' })
const jpy = (amount: bigint): Money => ({ amount, currency: 'JPY' })

test('amounts of one currency add, subtract and turn around', () => {
  assert.deepEqual(add(eur(1299n), eur(1n)), eur(1300n))
  assert.deepEqual(subtract(eur(1n), eur(1299n)), eur(-1298n))
  assert.deepEqual(negate(eur(5n)), eur(-5n))
  assert.deepEqual(sum([eur(1n), eur(2n), eur(-4n)], 'EUR'), eur(-1n))
  assert.deepEqual(sum([], 'JPY'), zero('JPY'))
})

test('two currencies are never added, subtracted, summed or compared', () => {
  const message = /different currencies: EUR and JPY/
  assert.throws(() => add(eur(1n), jpy(1n)), message)
  assert.throws(() => subtract(eur(1n), jpy(1n)), message)
  assert.throws(() => compare(eur(1n), jpy(1n)), message)
  assert.throws(() => sum([jpy(1n)], 'EUR'), message)
})

test('a quantity is whole, as number or bigint', () => {
  assert.deepEqual(multiply(eur(1299n), 3), eur(3897n))
  assert.deepEqual(multiply(eur(1299n), 3n), eur(3897n))
  assert.throws(() => multiply(eur(1n), 1.5), /quantity is not a safe whole number: 1.5/)
  assert.throws(() => multiply(eur(1n), Number.MAX_SAFE_INTEGER + 1), /quantity/)
  assert.throws(() => multiply(eur(1n), Number.NaN), /quantity/)
})

test('amounts are ordered and known as nothing or negative', () => {
  const sorted = [eur(3n), eur(-1n), eur(2n), eur(2n)].toSorted(compare).map((money) => money.amount)
  assert.deepEqual(sorted, [-1n, 2n, 2n, 3n])
  assert.equal(isZero(eur(0n)), true)
  assert.equal(isZero(eur(1n)), false)
  assert.equal(isNegative(eur(-1n)), true)
  assert.equal(isNegative(eur(0n)), false)
})
