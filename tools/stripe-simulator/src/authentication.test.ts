import assert from 'node:assert/strict'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { cardPayment, refusalOf, type Started, startForTest } from './testing/start-for-test.ts'

const back = 'https://shop.example/back'
const withReturn = (method: string): Stripe.PaymentIntentCreateParams => ({
  amount: 2_000,
  currency: 'eur',
  confirm: true,
  payment_method: method,
  return_url: back,
})
const answer = ({ sim }: Started, id: string, outcome: 'succeed' | 'fail' | 'abandon') =>
  sim<Stripe.PaymentIntent>('POST', `payment_intents/${id}/authenticate`, { outcome })

test('a card that must authenticate stops at a redirect and pays once the customer agrees', async (t) => {
  const started = await startForTest(t)
  for (const method of [
    'authenticationRequired',
    'authenticationRequiredOnSetup',
    'threeDSecure2Required',
    'threeDSecureRequired',
  ]) {
    const waiting = await started.stripe.paymentIntents.create(withReturn(`pm_card_${method}`))
    assert.equal(waiting.status, 'requires_action', method)
    assert.equal(waiting.next_action?.type, 'redirect_to_url')
    assert.equal(waiting.next_action?.redirect_to_url?.return_url, back)
    assert.equal(waiting.latest_charge, null)
    assert.equal((await answer(started, waiting.id, 'abandon')).status, 'requires_action')
    const paid = await answer(started, waiting.id, 'succeed')
    assert.equal(paid.status, 'succeeded')
    const charge = await started.stripe.charges.retrieve(String(paid.latest_charge))
    assert.equal(charge.payment_method_details?.card?.three_d_secure?.result, 'authenticated')
  }
  const types = (await started.stripe.events.list({ limit: 4 })).data.map((event) => event.type).reverse()
  assert.deepEqual(types, [
    'payment_intent.created',
    'payment_intent.requires_action',
    'charge.succeeded',
    'payment_intent.succeeded',
  ])
})

test('a customer who fails leaves the intent open, with no charge made', async (t) => {
  const started = await startForTest(t)
  const waiting = await started.stripe.paymentIntents.create({
    ...withReturn('pm_card_authenticationRequired'),
    capture_method: 'manual',
  })
  const failed = await answer(started, waiting.id, 'fail')
  assert.deepEqual(
    [failed.status, failed.payment_method, failed.latest_charge],
    ['requires_payment_method', null, null],
  )
  assert.equal(failed.last_payment_error?.code, 'payment_intent_authentication_failure')
  const held = await started.stripe.paymentIntents.confirm(waiting.id, { payment_method: 'pm_card_visa' })
  assert.equal(held.status, 'requires_capture')
  const late = await answer(started, waiting.id, 'succeed')
  assert.match(JSON.stringify(late), /payment_intent_unexpected_state/)
})

test('a card may authenticate well and still be declined', async (t) => {
  const started = await startForTest(t)
  for (const [method, decline] of [
    ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_threeDSecureRequiredChargeDeclined', 'generic_decline'],
  ] as const) {
    const waiting = await started.stripe.paymentIntents.create(withReturn(method))
    assert.equal(waiting.status, 'requires_action')
    const declined = await answer(started, waiting.id, 'succeed')
    assert.deepEqual(
      [declined.status, declined.last_payment_error?.decline_code],
      ['requires_payment_method', decline],
    )
  }
})

test('the challenge goes through the script where that is asked for or the token says so', async (t) => {
  const { stripe, sim } = await startForTest(t)
  const asked = await stripe.paymentIntents.create({
    ...withReturn('pm_card_authenticationRequired'),
    use_stripe_sdk: true,
  })
  const action = asked.next_action?.use_stripe_sdk as { type: string; stripe_js: string }
  assert.deepEqual([asked.next_action?.type, action.type], ['use_stripe_sdk', 'three_d_secure_redirect'])
  assert.match(action.stripe_js, new RegExp(`/_sim/3ds/${asked.id}$`))
  const card = { number: '4000002760003184', return_url: back }
  const pay = async (token: object, wish: object = {}) => {
    const { id } = await sim<{ id: string }>('POST', 'confirmation_tokens', { ...card, ...token })
    const params = { amount: 900, currency: 'eur', confirm: true, confirmation_token: id, ...wish }
    return (await stripe.paymentIntents.create(params)).next_action?.type
  }
  assert.equal(await pay({}), 'use_stripe_sdk')
  assert.equal(await pay({ use_stripe_sdk: false }), 'redirect_to_url')
  assert.equal(await pay({}, { use_stripe_sdk: false }), 'redirect_to_url')
})

test('3-D Secure can be asked for, and each card answers in its way', async (t) => {
  const { stripe } = await startForTest(t)
  const ask = (method: string) =>
    stripe.paymentIntents.create({
      ...withReturn(method),
      payment_method_options: { card: { request_three_d_secure: 'any' } },
      expand: ['latest_charge'],
    })
  assert.equal((await ask('pm_card_threeDSecureOptional')).status, 'requires_action')
  assert.equal(
    (await stripe.paymentIntents.create(withReturn('pm_card_threeDSecureOptional'))).status,
    'succeeded',
  )
  const details = async (method: string) =>
    ((await ask(method)).latest_charge as Stripe.Charge).payment_method_details?.card
  assert.equal((await details('pm_card_visa'))?.three_d_secure?.result, 'attempt_acknowledged')
  assert.equal((await details('pm_card_amex'))?.three_d_secure, null)
  assert.equal((await refusalOf(ask('pm_card_threeDSecureError'))).code, 'processing_error')
})

test('nobody is there to authenticate: the charge fails and the same intent is confirmed later', async (t) => {
  const started = await startForTest(t)
  const { stripe } = started
  const customer = await stripe.customers.create({ name: 'Ada' })
  const method = await stripe.paymentMethods.attach('pm_card_authenticationRequired', {
    customer: customer.id,
  })
  const params = { ...cardPayment(900, method.id), customer: customer.id }
  for (const wish of [{ off_session: true }, { error_on_requires_action: true }]) {
    const refusal = await refusalOf(stripe.paymentIntents.create({ ...params, ...wish }))
    assert.deepEqual(
      [refusal.statusCode, refusal.code, refusal.decline_code],
      [402, 'authentication_required', 'authentication_required'],
    )
    const again = await stripe.paymentIntents.confirm(refusal.payment_intent?.id ?? '', {
      payment_method: method.id,
    })
    assert.equal(again.status, 'requires_action')
    assert.equal((await answer(started, again.id, 'succeed')).status, 'succeeded')
  }
})

test('a card set up with its customer pays later without them', async (t) => {
  const started = await startForTest(t)
  const { stripe } = started
  const customer = await stripe.customers.create({ name: 'Ada' })
  const first = await stripe.paymentIntents.create({
    ...withReturn('pm_card_authenticationRequiredOnSetup'),
    customer: customer.id,
    setup_future_usage: 'off_session',
  })
  const paid = await answer(started, first.id, 'succeed')
  const saved = await stripe.customers.listPaymentMethods(customer.id)
  assert.deepEqual(
    saved.data.map((method) => method.id),
    [paid.payment_method],
  )
  const later = await stripe.paymentIntents.create({
    ...cardPayment(900, String(paid.payment_method)),
    customer: customer.id,
    off_session: true,
  })
  assert.equal(later.status, 'succeeded')
})

test('an intent that the server confirms waits for the server after the challenge', async (t) => {
  const started = await startForTest(t)
  const waiting = await started.stripe.paymentIntents.create({
    ...withReturn('pm_card_authenticationRequired'),
    confirmation_method: 'manual',
  })
  assert.equal((await answer(started, waiting.id, 'succeed')).status, 'requires_confirmation')
  assert.equal((await started.stripe.paymentIntents.confirm(waiting.id)).status, 'succeeded')
})
