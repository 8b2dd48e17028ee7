// @R-001.h: money crosses the wire as a safe integer and a known currency, or not at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { currencies, fromWire, type Money, MoneySchema, toWire } from './index.ts'

const schema = Compile(MoneySchema)

test('money survives the wire and its JSON', () => {
  const amount = fc.bigInt({ min: BigInt(Number.MIN_SAFE_INTEGER), max: BigInt(Number.MAX_SAFE_INTEGER) })
  const code = fc.constantFrom(...currencies.map((row) => row.code))
  fc.assert(
    fc.property(amount, code, (minor, currency) => {
      const money: Money = { amount: minor, currency }
      const wire: Static<typeof MoneySchema> = JSON.parse(JSON.stringify(toWire(money)))
      assert.ok(schema.Check(wire))
      assert.deepEqual(fromWire(wire), money)
    }),
  )
})

test('an amount that JSON would round is refused both ways', () => {
  assert.throws(() => toWire({ amount: 2n ** 53n, currency: 'EUR' }), /safe integers/)
  assert.throws(() => toWire({ amount: -(2n ** 53n), currency: 'EUR' }), /safe integers/)
  for (const amount of [2 ** 53, -(2 ** 53), 12.99, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => fromWire({ amount, currency: 'EUR' }), /safe integer/)
    assert.equal(schema.Check({ amount, currency: 'EUR' }), false, String(amount))
  }
})

test('a currency that does not exist is refused by the schema and by the conversion', () => {
  for (const currency of ['ZZZ', 'BGN', 'eur', 'EU', 'EURO', '', 1, null]) {
    assert.equal(schema.Check({ amount: 1, currency }), false, String(currency))
  }
  assert.throws(() => fromWire({ amount: 1, currency: 'ZZZ' }), /unknown currency/)
})

test('the schema refuses missing and unknown fields, and strings for numbers', () => {
  assert.equal(schema.Check({ amount: 1, currency: 'EUR' }), true)
  assert.equal(schema.Check({ amount: '1', currency: 'EUR' }), false)
  assert.equal(schema.Check({ amount: 1 }), false)
  assert.equal(schema.Check({ amount: 1, currency: 'EUR', tax: 0 }), false)
})

test('as JSON Schema the money schema is plain', () => {
  const json = JSON.parse(JSON.stringify(MoneySchema))
  assert.equal(json.properties.currency.pattern, '^[A-Z]{3}$')
  assert.equal(json.properties.amount.maximum, Number.MAX_SAFE_INTEGER)
  assert.deepEqual(Object.keys(json.properties.currency).toSorted(), ['description', 'pattern', 'type'])
})
