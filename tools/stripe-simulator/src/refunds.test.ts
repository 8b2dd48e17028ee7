import assert from 'node:assert/strict'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { cardPayment, refusalOf, startForTest } from './testing/start-for-test.ts'

const pay = (stripe: Stripe, amount: number, method = 'pm_card_visa') =>
  stripe.paymentIntents.create({
    ...cardPayment(amount, method),
    capture_method: 'automatic',
    expand: ['latest_charge'],
  })

test('a payment is refunded in parts until nothing is left', async (t) => {
  const { stripe, advance } = await startForTest(t)
  const intent = await pay(stripe, 5_000)
  const charge = (intent.latest_charge as Stripe.Charge).id
  const first = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 2_000,
    reason: 'requested_by_customer',
    metadata: { refund: 'a' },
    expand: ['balance_transaction', 'charge'],
  })
  assert.deepEqual([first.status, first.amount, first.metadata?.['refund']], ['succeeded', 2_000, 'a'])
  assert.equal((first.balance_transaction as Stripe.BalanceTransaction).amount, -2_000)
  assert.equal((first.charge as Stripe.Charge).amount_refunded, 2_000)
  const tooMuch = await refusalOf(stripe.refunds.create({ charge, amount: 3_001 }))
  assert.deepEqual([tooMuch.statusCode, tooMuch.param], [400, 'amount'])
  const rest = await stripe.refunds.create({ charge })
  assert.equal(rest.amount, 3_000)
  assert.equal((await refusalOf(stripe.refunds.create({ charge }))).code, 'charge_already_refunded')
  const after = await stripe.charges.retrieve(charge, { expand: ['refunds'] })
  assert.deepEqual([after.refunded, after.amount_refunded, after.refunds?.data.length], [true, 5_000, 2])
  assert.deepEqual(
    (await stripe.refunds.list({ payment_intent: intent.id })).data.map((one) => one.id),
    [rest.id, first.id],
  )
  await advance(6)
  const known = await stripe.refunds.retrieve(rest.id)
  assert.equal(known.destination_details?.card?.reference_status, 'available')
  const balance = await stripe.balance.retrieve()
  assert.equal((balance.available[0]?.amount ?? 0) + (balance.pending[0]?.amount ?? 0), -175)
})

test('refunds at the same time never give back more than was taken', async (t) => {
  const { stripe } = await startForTest(t)
  const intent = await pay(stripe, 1_000)
  const tries = await Promise.allSettled(
    Array.from({ length: 30 }, () => stripe.refunds.create({ payment_intent: intent.id, amount: 100 })),
  )
  assert.equal(tries.filter((one) => one.status === 'fulfilled').length, 10)
})

test('a refund that succeeded can fail later, and its money comes back', async (t) => {
  const { stripe, advance } = await startForTest(t)
  const intent = await pay(stripe, 1_000, 'pm_card_refundFail')
  const refund = await stripe.refunds.create({ payment_intent: intent.id })
  assert.equal(refund.status, 'succeeded')
  await advance(6)
  const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] })
  assert.deepEqual([failed.status, failed.failure_reason], ['failed', 'expired_or_canceled_card'])
  const returned = failed.failure_balance_transaction as Stripe.BalanceTransaction
  assert.deepEqual([returned.type, returned.amount], ['refund_failure', 1_000])
  const charge = await stripe.charges.retrieve(String(refund.charge))
  assert.deepEqual([charge.refunded, charge.amount_refunded], [false, 0])
  const types = (await stripe.events.list({ types: ['refund.*', 'charge.refund.updated'] })).data.map(
    (event) => event.type,
  )
  assert.deepEqual(types.reverse(), [
    'refund.created',
    'refund.updated',
    'charge.refund.updated',
    'refund.failed',
  ])
})

test('a refund can be pending first', async (t) => {
  const { stripe, advance } = await startForTest(t)
  const intent = await pay(stripe, 1_000, 'pm_card_pendingRefund')
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 400 })
  assert.deepEqual([refund.status, refund.pending_reason], ['pending', 'processing'])
  await advance(6)
  const done = await stripe.refunds.retrieve(refund.id)
  assert.deepEqual([done.status, done.pending_reason], ['succeeded', undefined])
})

test('only money that was taken can be refunded', async (t) => {
  const { stripe } = await startForTest(t)
  const held = await stripe.paymentIntents.create({
    ...cardPayment(900, 'pm_card_visa'),
    capture_method: 'manual',
  })
  assert.equal(
    (await refusalOf(stripe.refunds.create({ payment_intent: held.id }))).code,
    'payment_intent_unexpected_state',
  )
  const early = await refusalOf(stripe.refunds.create({ charge: String(held.latest_charge) }))
  assert.equal(early.code, 'charge_not_refundable')
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 500 })
  const tooMuch = await refusalOf(stripe.refunds.create({ payment_intent: held.id, amount: 501 }))
  assert.equal(tooMuch.param, 'amount')
  assert.equal((await stripe.refunds.create({ payment_intent: held.id })).amount, 500)
  for (const params of [{}, { charge: 'ch_nothing' }, { payment_intent: 'pi_nothing' }, { foo: 1 }]) {
    assert.equal(
      (await refusalOf(stripe.refunds.create(params as Stripe.RefundCreateParams))).statusCode,
      400,
    )
  }
})

test('a refund before the charge is booked books the charge first', async (t) => {
  const { stripe } = await startForTest(t, { settleDelayMs: 3_600_000 })
  const intent = await stripe.paymentIntents.create(cardPayment(1_000, 'pm_card_visa'))
  await stripe.refunds.create({ payment_intent: intent.id, amount: 10 })
  const types = (await stripe.balanceTransactions.list()).data.map((one) => one.type)
  assert.deepEqual(types, ['refund', 'charge'])
  const [transaction] = (
    await stripe.balanceTransactions.list({ source: String(intent.latest_charge), expand: ['data.source'] })
  ).data
  assert.equal(typeof transaction?.source === 'object' ? transaction.source?.id : '', intent.latest_charge)
  assert.equal((await stripe.balanceTransactions.retrieve(transaction?.id ?? '')).fee, 59)
})
