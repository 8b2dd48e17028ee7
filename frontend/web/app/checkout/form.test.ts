import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chosenAddress, fieldErrors, readForm } from './form.ts'

const say = (key: string) => key

function formOf(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return readForm(form, 'DE')
}

const address = { name: 'Ada', street: 'Rialto 1', city: 'Berlin', postalCode: '10115', country: 'DE' }

test('what was typed comes back as it was typed, wrong or not', () => {
  const form = formOf({ ...address, email: ' ada@ ', postalCode: '1', code: ' spring ' })
  assert.deepEqual([form.email, form.typed.postalCode, form.code], [' ada@ ', '1', 'SPRING'])
})

test('each field that is wrong has words of its own', () => {
  assert.deepEqual(Object.keys(fieldErrors(formOf({ country: 'DE' }), say)), [
    'email',
    'name',
    'street',
    'city',
    'postalCode',
  ])
  assert.deepEqual(fieldErrors(formOf({ ...address, email: 'ada@example.com' }), say), {})
})

test('a saved address needs no fields; an unknown one is none', () => {
  const saved = [
    { addressId: 'a', address: { name: 'Ada', lines: ['Rialto 2'], city: 'Berlin', country: 'DE' } },
  ]
  const form = formOf({ addressId: 'a', email: 'ada@example.com' })
  assert.deepEqual(fieldErrors(form, say), {})
  assert.equal(chosenAddress(form, saved)?.lines[0], 'Rialto 2')
  assert.equal(chosenAddress(formOf({ addressId: 'b' }), saved), null)
})

test('the ways of delivery are read by vendor, and a key of nonsense is replaced', () => {
  const form = formOf({ 'shipping.v1': 'm1', 'shipping.v2': 'm2', key: '<script>' })
  assert.deepEqual(form.shipping, [
    { vendorId: 'v1', methodId: 'm1' },
    { vendorId: 'v2', methodId: 'm2' },
  ])
  assert.match(form.key, /^[\w-]{8,80}$/)
})
