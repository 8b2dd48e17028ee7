// @: the exponents are those of the standard and of the provider, never those of Intl.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  currencies,
  currencyOf,
  exponentOf,
  fromProviderAmount,
  isChargeable,
  isCurrency,
  type Money,
  roundToStep,
  toProviderAmount,
  unitsOf,
} from './index.ts'

const codesWith = (match: (row: (typeof currencies)[number]) => boolean) =>
  currencies.filter(match).map((row) => row.code)

test('the table is sorted, without repeats, and its rows are whole', () => {
  const codes = currencies.map((row) => row.code)
  assert.deepEqual(codes, [...new Set(codes)].toSorted())
  assert.equal(codes.length, 155)
  for (const row of currencies) {
    assert.match(row.code, /^[A-Z]{3}$/)
    assert.ok(row.displayDigits <= row.isoExponent, row.code)
    assert.equal(row.payoutStep % row.step, 0n, row.code)
    const lost = row.isoExponent - row.providerExponent
    if (lost > 0) assert.equal(row.step % 10n ** BigInt(lost), 0n, row.code)
  }
})

test('currencies that were withdrawn are not in the table', () => {
  for (const code of [
    'ANG',
    'BGN',
    'CUC',
    'DEM',
    'HRK',
    'SLL',
    'ZWL',
    'XAU',
    'XDR',
    'XXX',
    'eur',
    'EURO',
    '',
  ]) {
    assert.equal(isCurrency(code), false, code)
  }
  assert.throws(() => currencyOf('BGN'), /unknown currency: BGN/)
  assert.equal(currencyOf('XCG'), 'XCG')
  assert.equal(isCurrency('constructor'), false)
})

test('the exponents of the standard are 0, 2 and 3', () => {
  const none = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'
  const three = 'BHD IQD JOD KWD LYD OMR TND'
  assert.deepEqual(
    codesWith((row) => row.isoExponent === 0),
    none.split(' '),
  )
  assert.deepEqual(
    codesWith((row) => row.isoExponent === 3),
    three.split(' '),
  )
  assert.equal(exponentOf('HUF'), 2)
  assert.equal(exponentOf('MGA'), 2)
})

test('the exponents of the provider differ where its documents say so', () => {
  const none = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
  assert.deepEqual(
    codesWith((row) => row.providerExponent === 0),
    none.split(' '),
  )
  assert.deepEqual(
    codesWith((row) => row.providerExponent === 3),
    ['BHD', 'JOD', 'KWD', 'OMR', 'TND'],
  )
  assert.deepEqual(
    codesWith((row) => row.payoutStep === 100n),
    ['HUF', 'MGA', 'TWD'],
  )
  assert.equal(unitsOf('HUF').step, 1n)
})

test('an amount goes to the provider in the provider’s units', () => {
  const sent = (amount: bigint, currency: Money['currency']) => toProviderAmount({ amount, currency })
  assert.equal(sent(1299n, 'EUR'), 1299)
  assert.equal(sent(500n, 'JPY'), 500)
  assert.equal(sent(5n, 'ISK'), 500)
  assert.equal(sent(5n, 'UGX'), 500)
  assert.equal(sent(500n, 'MGA'), 5)
  assert.equal(sent(5120n, 'KWD'), 5120)
  assert.equal(sent(5120n, 'LYD'), 512)
  assert.throws(() => sent(5124n, 'KWD'), /5124 KWD cannot be charged exactly/)
  assert.throws(() => sent(550n, 'MGA'), /cannot be charged/)
  assert.throws(() => sent(2n ** 53n, 'EUR'), /safe integers/)
  assert.throws(() => fromProviderAmount(550, 'ISK'), /cannot be carried over exactly/)
  assert.throws(() => fromProviderAmount(1.5, 'EUR'), /safe integer/)
})

test('what can be charged comes back unchanged, what cannot is rounded to a step first', () => {
  const codes = currencies.map((row) => row.code)
  const amount = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n })
  fc.assert(
    fc.property(amount, fc.constantFrom(...codes), (minor, currency) => {
      const rounded = roundToStep({ amount: minor, currency }, 'half-up')
      assert.ok(isChargeable(rounded))
      assert.deepEqual(fromProviderAmount(toProviderAmount(rounded), currency), rounded)
    }),
  )
  assert.equal(isChargeable({ amount: 5124n, currency: 'KWD' }), false)
  assert.equal(roundToStep({ amount: 5125n, currency: 'KWD' }, 'half-even').amount, 5120n)
})
