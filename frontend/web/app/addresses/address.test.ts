import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeCart } from '@rialto/order-service/contract'
import { problemsOf, readTyped, regionsOf, rowsOf, toAddress, typedFrom, writeAddress } from './address.ts'
import { formats } from './formats.ts'

const typed = (country: string, fields: Record<string, string> = {}) =>
  readTyped(new Map(Object.entries({ country, name: 'Ada Example', street: 'Rialto 1', ...fields })), 'DE')

const complete = (country: string) =>
  typed(country, {
    city: 'Somewhere',
    postalCode: formats[country]?.postal?.example ?? '',
    region: regionsOf(country)?.[0]?.[0] ?? 'Somewhere',
  })

test('more than fifty countries have a format, and every example is right in its own country', () => {
  assert.ok(Object.keys(formats).length >= 50)
  for (const country of Object.keys(formats)) assert.deepEqual(problemsOf(complete(country)), {}, country)
})

test('every country writes its street, and its city unless it is one', () => {
  for (const [country, format] of Object.entries(formats)) {
    const fields = rowsOf(country).flat()
    assert.ok(fields.includes('street'), country)
    assert.equal(fields.includes('city'), format.city === undefined, country)
    assert.equal(fields.includes('postalCode'), format.postal !== undefined, country)
    assert.equal(fields.includes('region'), format.region !== undefined, country)
    assert.equal(new Set(fields).size, fields.length, country)
  }
})

test('what is missing or wrong is said at its field, with an example of the country', () => {
  const problems = problemsOf(typed('US', { name: ' ', postalCode: '1000' }))
  assert.deepEqual(problems, {
    name: { text: 'checkout.problem.name' },
    city: { text: 'checkout.problem.city' },
    region: { text: 'checkout.problem.region' },
    postalCode: { text: 'checkout.problem.postal', example: '10001' },
  })
  assert.equal(problemsOf(typed('DE', { city: 'Berlin' })).postalCode?.text, 'checkout.problem.postalMissing')
})

test('figures of an Arabic keyboard, small letters and spare blanks are understood', () => {
  const dubai = toAddress(typed('EG', { city: 'القاهرة', region: 'القاهرة', postalCode: ' ١١٥١١ ' }))
  assert.equal(dubai.postalCode, '11511')
  const london = toAddress(typed('GB', { city: 'London', postalCode: 'sw1a  1aa' }))
  assert.equal(london.postalCode, 'SW1A 1AA')
})

test('fields that a country does not have are not sent, and one-city countries get their city', () => {
  const address = toAddress(typed('SG', { postalCode: '049315', region: 'left over', city: '' }))
  assert.deepEqual(address, {
    name: 'Ada Example',
    lines: ['Rialto 1'],
    city: 'Singapore',
    country: 'SG',
    postalCode: '049315',
  })
})

test('an address that was stored comes back into its fields, and is written as its country writes it', () => {
  const address = toAddress(typed('DE', { extra: 'Hinterhaus', city: 'Berlin', postalCode: '10115' }))
  assert.deepEqual(toAddress(typedFrom(address, 'FR')), address)
  assert.deepEqual(writeAddress(address), ['Ada Example', 'Rialto 1, Hinterhaus', '10115 Berlin'])
})

test('what the fields allow, the API takes', () => {
  type Patterns = { shippingAddress: { properties: Record<'postalCode' | 'phone', { pattern: string }> } }
  const { shippingAddress } = (changeCart.input as unknown as { properties: Patterns }).properties
  for (const country of Object.keys(formats)) {
    const { postalCode, phone } = toAddress({ ...complete(country), phone: '+44 20 7946 0000' })
    if (postalCode !== undefined) {
      assert.match(postalCode, new RegExp(shippingAddress.properties.postalCode.pattern))
    }
    assert.match(phone ?? '', new RegExp(shippingAddress.properties.phone.pattern))
  }
})
