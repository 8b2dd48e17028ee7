import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mixVendors } from './mix-vendors.ts'

const list = (vendors: string) => [...vendors].map((vendorId, at) => ({ vendorId, at }))
const order = (products: readonly { vendorId: string; at: number }[]) => products.map(({ at }) => at)

test('One vendor does not fill a row while others have something to show', () => {
  assert.deepEqual(order(mixVendors(list('aaaabbbc'), { count: 4, ofVendorMax: 2 })), [0, 1, 4, 5])
})

test('A market of one vendor shows its newest things in order', () => {
  assert.deepEqual(order(mixVendors(list('aaaa'), { count: 3, ofVendorMax: 1 })), [0, 1, 2])
})
