import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesBetween, readSeen, type Seen } from './changes.ts'

const seen: Seen = {
  digest: 'a',
  currency: 'EUR',
  total: 2_500,
  discounts: 0,
  taxes: 0,
  lines: [
    { sku: 'CUP', title: 'Cup', quantity: 2, unit: 1_000 },
    { sku: 'TEA', title: 'Tea', quantity: 1, unit: 500 },
  ],
  shipping: [{ vendor: 'Kiln', amount: 0 }],
}

test('the same digest is the same price, whatever else is said', () => {
  assert.deepEqual(changesBetween(seen, { ...seen, total: 1 }), [])
})

test('another digest with the same figures is no change that a person could see', () => {
  assert.deepEqual(changesBetween(seen, { ...seen, digest: 'b' }), [])
})

test('each thing that changed is named with what it was and what it is', () => {
  const after: Seen = {
    ...seen,
    digest: 'b',
    total: 3_600,
    taxes: 100,
    lines: [
      { sku: 'CUP', title: 'Cup', quantity: 1, unit: 1_200 },
      { sku: 'POT', title: 'Pot', quantity: 1, unit: 1_800 },
    ],
    shipping: [{ vendor: 'Kiln', amount: 500 }],
  }
  assert.deepEqual(changesBetween(seen, after), [
    { kind: 'price', title: 'Cup', from: 1_000, to: 1_200 },
    { kind: 'quantity', title: 'Cup', from: 2, to: 1 },
    { kind: 'new', title: 'Pot' },
    { kind: 'gone', title: 'Tea' },
    { kind: 'shipping', title: 'Kiln', from: 0, to: 500 },
    { kind: 'taxes', from: 0, to: 100 },
    { kind: 'total', from: 2_500, to: 3_600 },
  ])
})

test('what a page sent comes back; what is no JSON of ours does not', () => {
  assert.deepEqual(readSeen(JSON.stringify(seen)), seen)
  for (const text of ['', '{}', 'null', '[1]', '{"lines":[]}']) assert.equal(readSeen(text), null)
})
