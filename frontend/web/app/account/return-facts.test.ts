import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from './order-facts.ts'
import { choicesOf, quantityName, wantedReturns } from './return-facts.ts'

const item = (sku: string, vendorId: string) => ({ sku, vendorId, title: sku, options: {}, image: null })
const order = { items: [item('lamp', 'anna'), item('rug', 'anna'), item('cup', 'bruno')] } as unknown as Order
const line = (sku: string, quantity: number) => ({
  sku,
  quantity,
  unitRefunds: [100, 200].slice(0, quantity),
})
const returnable = {
  orderId: 'o',
  currency: 'EUR',
  vendors: [
    { vendorId: 'anna', until: '2026-03-01T00:00:00Z', lines: [line('lamp', 2), line('rug', 0)] },
    { vendorId: 'bruno', until: '2026-01-01T00:00:00Z', lines: [line('cup', 1)] },
    { vendorId: 'carla', until: null, lines: [] },
  ],
}
const choices = choicesOf(order, returnable, new Date('2026-02-01T00:00:00Z'))

test('Only what arrived, is left and is in time can be chosen (@R-002.29)', () => {
  assert.deepEqual(
    choices.map((choice) => [choice.sku, choice.left]),
    [['lamp', 2]],
  )
})

test('Each vendor gets a return of its own, with no more than can be sent back', () => {
  const both = choicesOf(order, returnable, new Date('2025-12-01T00:00:00Z'))
  const form = new Map([
    [quantityName('lamp'), '9'],
    [quantityName('cup'), '1'],
    [quantityName('rug'), '1'],
  ])
  assert.deepEqual(wantedReturns(form, both), [
    { vendorId: 'anna', lines: [{ sku: 'lamp', quantity: 2 }] },
    { vendorId: 'bruno', lines: [{ sku: 'cup', quantity: 1 }] },
  ])
})

test('What is no number of units is no wish', () => {
  for (const typed of ['0', '-1', '1.5', 'many', ''])
    assert.deepEqual(wantedReturns(new Map([[quantityName('lamp'), typed]]), choices), [])
})
