// @R-000.1h: fees, taxes and conversions are rounded once, in the way that is named.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  convert,
  divideRounded,
  type Money,
  percentOf,
  type Rounding,
  subtract,
  taxFromGross,
  taxFromNet,
} from './index.ts'

const eur = (amount: bigint): Money => ({ amount, currency: 'EUR' })
const roundings: Rounding[] = ['half-even', 'half-up', 'down', 'up']

test('each rounding decides the half, the more and the less in its own way', () => {
  const tenths = [-25n, -24n, -15n, -1n, 0n, 1n, 5n, 15n, 24n, 25n, 26n]
  const rounded = (rounding: Rounding) => tenths.map((tenth) => divideRounded(tenth, 10n, rounding))
  assert.deepEqual(rounded('half-even'), [-2n, -2n, -2n, 0n, 0n, 0n, 0n, 2n, 2n, 2n, 3n])
  assert.deepEqual(rounded('half-up'), [-3n, -2n, -2n, 0n, 0n, 0n, 1n, 2n, 2n, 3n, 3n])
  assert.deepEqual(rounded('down'), [-2n, -2n, -1n, 0n, 0n, 0n, 0n, 1n, 2n, 2n, 2n])
  assert.deepEqual(rounded('up'), [-3n, -3n, -2n, -1n, 0n, 1n, 1n, 2n, 3n, 3n, 3n])
  assert.throws(() => divideRounded(1n, 0n, 'down'), /denominator/)
})

test('every rounding is symmetric and less than one unit off', () => {
  const wide = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
  const divisor = fc.bigInt({ min: 1n, max: 10n ** 9n })
  fc.assert(
    fc.property(wide, divisor, fc.constantFrom(...roundings), (numerator, denominator, rounding) => {
      const result = divideRounded(numerator, denominator, rounding)
      const off = result * denominator - numerator
      assert.ok(off < denominator && -off < denominator)
      assert.equal(divideRounded(-numerator, denominator, rounding), -result)
    }),
  )
})

test('a percentage counts in basis points', () => {
  assert.deepEqual(percentOf(eur(1250n), 1000, 'half-even'), eur(125n))
  assert.deepEqual(percentOf(eur(250n), 100n, 'half-even'), eur(2n))
  assert.deepEqual(percentOf(eur(250n), 100n, 'half-up'), eur(3n))
  assert.deepEqual(percentOf(eur(-250n), 100n, 'half-up'), eur(-3n))
  assert.throws(() => percentOf(eur(250n), 2.5, 'down'), /basis points/)
})

test('tax comes on top of net and is contained in gross', () => {
  assert.deepEqual(taxFromNet(eur(10_000n), 190_000, 'half-up'), eur(1900n))
  assert.deepEqual(taxFromGross(eur(11_900n), 190_000n, 'half-up'), eur(1900n))
  assert.deepEqual(taxFromNet(eur(10_000n), 88_750, 'half-up'), eur(888n))
  assert.deepEqual(taxFromGross(eur(1299n), 0, 'half-up'), eur(0n))
  assert.throws(() => taxFromNet(eur(1n), -1, 'half-up'), /tax rate is negative/)
  assert.throws(() => taxFromGross(eur(1n), 0.19, 'half-up'), /tax rate/)
})

test('the tax found in gross is the tax that was put on its net', () => {
  const net = fc.bigInt({ min: 0n, max: 10n ** 11n })
  const rate = fc.integer({ min: 0, max: 500_000 })
  fc.assert(
    fc.property(net, rate, (amount, ppm) => {
      const tax = taxFromNet(eur(amount), ppm, 'half-up')
      const gross = eur(amount + tax.amount)
      assert.deepEqual(subtract(gross, taxFromGross(gross, ppm, 'half-up')), eur(amount))
    }),
  )
})

test('a conversion is exact and crosses exponents', () => {
  const rounding = 'half-even'
  assert.deepEqual(convert(eur(1299n), { currency: 'USD', rate: '1.0842', rounding }), {
    amount: 1408n,
    currency: 'USD',
  })
  assert.deepEqual(convert(eur(1000n), { currency: 'JPY', rate: '162.35', rounding: 'up' }), {
    amount: 1624n,
    currency: 'JPY',
  })
  assert.deepEqual(
    convert({ amount: 1624n, currency: 'JPY' }, { currency: 'KWD', rate: '0.002', rounding }),
    {
      amount: 3248n,
      currency: 'KWD',
    },
  )
  assert.deepEqual(convert(eur(-5n), { currency: 'GBP', rate: '0.5', rounding: 'half-up' }), {
    amount: -3n,
    currency: 'GBP',
  })
})

test('a rate that is not a plain positive decimal is a fault', () => {
  for (const rate of ['', '0', '0.000', '-1', '1e3', '1,5', '.5', '1.', ' 1', '9'.repeat(41)]) {
    assert.throws(() => convert(eur(1n), { currency: 'USD', rate, rounding: 'down' }), /a rate is/, rate)
  }
})
