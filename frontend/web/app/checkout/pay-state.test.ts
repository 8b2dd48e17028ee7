import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateOf } from './pay-state.ts'

type Order = Parameters<typeof stateOf>[0]
type Payment = NonNullable<Parameters<typeof stateOf>[1]>

const order = (status: Order['status'], total = 1_000): Order => ({
  status,
  totals: { subtotal: total, shipping: 0, taxes: 0, taxIncluded: 0, discounts: 0, total, currency: 'EUR' },
})
const payment = (status: Payment['status'], actionUrl: string | null = null): Payment => ({
  status,
  actionUrl,
})

test('money that is on its way is never asked for twice', () => {
  for (const status of ['authorised', 'unknown'] as const) {
    assert.equal(stateOf(order('pending'), payment(status)), 'waiting')
  }
  assert.equal(stateOf(order('pending'), payment('captured')), 'paid')
})

test('a declined card leaves the form, and so does a payment that nobody has begun', () => {
  assert.equal(stateOf(order('payment_failed'), payment('failed')), 'form')
  assert.equal(stateOf(order('pending'), null), 'form')
})

test('while the bank asks, its page is offered; without an address for it, the form', () => {
  assert.equal(stateOf(order('pending'), payment('requires_action', 'https://bank.example')), 'bank')
  assert.equal(stateOf(order('pending'), payment('requires_action')), 'form')
})

test('an order that is cancelled, paid or free asks for nothing', () => {
  assert.equal(stateOf(order('cancelled'), payment('voided')), 'over')
  assert.equal(stateOf(order('shipped'), payment('captured')), 'paid')
  assert.equal(stateOf(order('pending', 0), null), 'paid')
})
