import assert from 'node:assert/strict'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { testCards } from './cards/test-cards.ts'
import { cardPayment, refusalOf, startForTest } from './testing/start-for-test.ts'

test('each declining card says why, inside a 402 with the open intent', async (t) => {
  const { stripe } = await startForTest(t)
  const cases: [string, string, string][] = [
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
    ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
    ['pm_card_radarBlock', 'card_declined', 'fraudulent'],
  ]
  for (const [method, code, decline] of cases) {
    const refusal = await refusalOf(stripe.paymentIntents.create(cardPayment(1_000, method)))
    assert.deepEqual(
      [refusal.type, refusal.statusCode, refusal.code, refusal.decline_code],
      ['StripeCardError', 402, code, decline],
    )
    const intent = refusal.payment_intent
    assert.deepEqual([intent?.status, intent?.payment_method], ['requires_payment_method', null])
    assert.equal(intent?.last_payment_error?.charge, refusal.charge)
    assert.equal(intent?.latest_charge, refusal.charge)
    const charge = await stripe.charges.retrieve(String(refusal.charge))
    assert.deepEqual([charge.status, charge.paid, charge.failure_code], ['failed', false, code])
  }
  const events = await stripe.events.list({ limit: 3 })
  assert.deepEqual(events.data.map((event) => event.type).reverse(), [
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
  ])
  assert.equal((await stripe.balanceTransactions.list()).data.length, 0)
})

test('a declined intent takes another card, and its old attempt stays failed', async (t) => {
  const { stripe } = await startForTest(t)
  const refusal = await refusalOf(stripe.paymentIntents.create(cardPayment(1_000, 'pm_card_chargeDeclined')))
  const id = refusal.payment_intent?.id ?? ''
  const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })
  assert.deepEqual([paid.status, paid.last_payment_error], ['succeeded', null])
  const charges = await stripe.charges.list({ payment_intent: id })
  assert.deepEqual(
    charges.data.map((charge) => charge.status),
    ['succeeded', 'failed'],
  )
})

test('card fields that make no card are refused when the method is made', async (t) => {
  const { stripe } = await startForTest(t)
  const create = (card: object) =>
    refusalOf(
      stripe.paymentMethods.create({
        type: 'card',
        card: { exp_month: 12, exp_year: 2050, cvc: '123', ...card },
      }),
    )
  const cases: [object, string, string][] = [
    [{ number: '4242424242424241' }, 'incorrect_number', ''],
    [{ number: '42' }, 'invalid_number', ''],
    [{ number: '4242424242424242', exp_month: 13 }, 'invalid_expiry_month', ''],
    [{ number: '4242424242424242', exp_year: 2001 }, 'invalid_expiry_year', ''],
    [{ number: '4242424242424242', cvc: '12' }, 'invalid_cvc', ''],
    [{ number: '4111111111111111' }, 'card_declined', 'test_mode_live_card'],
  ]
  for (const [card, code, decline] of cases) {
    const refusal = await create(card)
    assert.deepEqual([refusal.statusCode, refusal.code, refusal.decline_code], [402, code, decline])
  }
  const amex = await stripe.paymentMethods.create({
    type: 'card',
    card: { number: '3782 822463 10005', exp_month: 1, exp_year: 50, cvc: '1234' },
  })
  assert.deepEqual([amex.card?.brand, amex.card?.last4, amex.card?.exp_year], ['amex', '0005', 2050])
  const byToken = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
  assert.equal(byToken.card?.last4, '4242')
})

test('the simulator forgets a card number at once: only test cards have a name in its journal', () => {
  assert.equal(new Set(testCards.map((card) => card.key)).size, testCards.length)
  assert.equal(new Set(testCards.map((card) => card.number)).size, testCards.length)
})

test('a card whose money skips the pending balance is available at once', async (t) => {
  const { stripe, advance } = await startForTest(t)
  await stripe.paymentIntents.create({
    ...cardPayment(1_000, 'pm_card_bypassPending'),
    capture_method: 'automatic',
  })
  await stripe.paymentIntents.create({ ...cardPayment(2_000, 'pm_card_visa'), capture_method: 'automatic' })
  const before = await stripe.balance.retrieve()
  assert.deepEqual([before.available[0]?.amount, before.pending[0]?.amount], [941, 1_912])
  await advance(2 * 24 * 3600 + 1)
  const after = await stripe.balance.retrieve()
  assert.deepEqual([after.available[0]?.amount, after.pending[0]?.amount], [2_853, 0])
})

test('our own cards stay in processing first, and end well or badly', async (t) => {
  const { stripe, advance } = await startForTest(t)
  const good = await stripe.paymentIntents.create(cardPayment(1_000, 'pm_card_simulatorProcessing'))
  const bad = await stripe.paymentIntents.create(cardPayment(1_000, 'pm_card_simulatorProcessingFails'))
  assert.deepEqual([good.status, good.processing?.type, bad.status], ['processing', 'card', 'processing'])
  assert.equal(
    (await refusalOf(stripe.paymentIntents.cancel(good.id))).code,
    'payment_intent_unexpected_state',
  )
  await advance(6)
  assert.equal((await stripe.paymentIntents.retrieve(good.id)).status, 'succeeded')
  const failed = await stripe.paymentIntents.retrieve(bad.id, { expand: ['latest_charge'] })
  assert.deepEqual([failed.status, failed.processing], ['requires_payment_method', null])
  assert.equal((failed.latest_charge as Stripe.Charge).status, 'failed')
})
