import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type FraudQuestion, scoreOf } from './fraud-score.ts'

const harmless: FraudQuestion = {
  orderId: '',
  userId: 'somebody',
  total: 4_900,
  currency: 'EUR',
  shippingCountry: 'DE',
  billingCountry: null,
  failedAttempts: 0,
  unpaidOrders: 0,
}

const cases: readonly (readonly [string, Partial<FraudQuestion>, number, readonly string[]])[] = [
  ['an ordinary order', {}, 0, []],
  ['a second card after a declined one', { failedAttempts: 1 }, 0, []],
  ['card after card', { failedAttempts: 10 }, 100, ['many_failed_attempts']],
  ['several cards', { failedAttempts: 7 }, 60, ['many_failed_attempts']],
  ['a gift to another country', { billingCountry: 'FR' }, 10, ['countries_differ']],
  ['a large order of a guest', { userId: null, total: 100_000 }, 20, ['large_order_of_guest']],
  ['the same with an account', { total: 100_000 }, 0, []],
  [
    'many orders, several cards and a guest',
    { userId: null, total: 100_000, unpaidOrders: 15, failedAttempts: 4 },
    100,
    ['many_failed_attempts', 'many_unpaid_orders', 'large_order_of_guest'],
  ],
]

for (const [what, parts, score, reasons] of cases) {
  test(`${what} scores ${score}`, () => {
    assert.deepEqual(scoreOf({ ...harmless, ...parts }), { score, reasons })
  })
}

test('a score is from 0 to 100, has reasons when it is not 0, and more attempts never lower it', () => {
  const asked = fc.record({
    failedAttempts: fc.nat(40),
    unpaidOrders: fc.nat(20),
    total: fc.nat(1_000_000),
    userId: fc.option(fc.uuid()),
    billingCountry: fc.option(fc.constantFrom('DE', 'FR')),
  })
  fc.assert(
    fc.property(asked, (parts) => {
      const { score, reasons } = scoreOf({ ...harmless, ...parts })
      const more = scoreOf({ ...harmless, ...parts, failedAttempts: parts.failedAttempts + 1 })
      return score >= 0 && score <= 100 && (score === 0) === (reasons.length === 0) && more.score >= score
    }),
  )
})
