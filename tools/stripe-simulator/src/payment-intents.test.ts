import assert from 'node:assert/strict'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { cardPayment, refusalOf, startForTest } from './testing/start-for-test.ts'

const types = async (stripe: Stripe) =>
  (await stripe.events.list({ limit: 100 })).data.map((event) => event.type).reverse()

test('a card payment is created, confirmed and booked with its fee', async (t) => {
  const { stripe } = await startForTest(t)
  const intent = await stripe.paymentIntents.create({
    ...cardPayment(12_000, 'pm_card_visa'),
    capture_method: 'automatic',
    metadata: { order: 'R1' },
    expand: ['latest_charge.balance_transaction'],
  })
  assert.equal(intent.status, 'succeeded')
  assert.equal(intent.amount_received, 12_000)
  const charge = intent.latest_charge as Stripe.Charge
  const transaction = charge.balance_transaction as Stripe.BalanceTransaction
  assert.deepEqual([transaction.amount, transaction.fee, transaction.net], [12_000, 378, 11_622])
  assert.equal(charge.metadata['order'], 'R1')
  assert.deepEqual(await types(stripe), [
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
  ])
})

test('a charge captured by default shows its balance transaction a little later', async (t) => {
  const { stripe, advance } = await startForTest(t, { settleDelayMs: 60_000 })
  const intent = await stripe.paymentIntents.create({
    ...cardPayment(1_000, 'pm_card_visa'),
    expand: ['latest_charge'],
  })
  const charge = intent.latest_charge as Stripe.Charge
  assert.equal(intent.capture_method, 'automatic_async')
  assert.equal(charge.balance_transaction, null)
  await advance(61)
  const later = await stripe.charges.retrieve(charge.id, { expand: ['balance_transaction'] })
  assert.equal((later.balance_transaction as Stripe.BalanceTransaction).net, 1_000 - 59)
  assert.equal((await types(stripe)).at(-1), 'charge.updated')
})

test('held money is captured in part and the rest is released', async (t) => {
  const { stripe } = await startForTest(t)
  const held = await stripe.paymentIntents.create({
    ...cardPayment(5_000, 'pm_card_visa'),
    capture_method: 'manual',
  })
  assert.deepEqual(
    [held.status, held.amount_capturable, held.amount_received],
    ['requires_capture', 5_000, 0],
  )
  const tooMuch = await refusalOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 5_001 }))
  assert.equal(tooMuch.code, 'amount_too_large')
  const paid = await stripe.paymentIntents.capture(held.id, {
    amount_to_capture: 3_000,
    expand: ['latest_charge.balance_transaction', 'latest_charge.refunds'],
  })
  assert.deepEqual([paid.status, paid.amount_capturable, paid.amount_received], ['succeeded', 0, 3_000])
  const charge = paid.latest_charge as Stripe.Charge
  assert.deepEqual([charge.amount_captured, charge.amount_refunded, charge.refunded], [3_000, 2_000, false])
  assert.equal((charge.balance_transaction as Stripe.BalanceTransaction).amount, 3_000)
  assert.equal(charge.refunds?.data[0]?.balance_transaction, null)
  const again = await refusalOf(stripe.paymentIntents.capture(held.id))
  assert.equal(again.code, 'payment_intent_unexpected_state')
  assert.deepEqual(await types(stripe), [
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.amount_capturable_updated',
    'charge.captured',
    'payment_intent.succeeded',
  ])
})

test('cancelling held money gives all of it back and ends the intent', async (t) => {
  const { stripe } = await startForTest(t)
  const held = await stripe.paymentIntents.create({
    ...cardPayment(900, 'pm_card_visa'),
    capture_method: 'manual',
  })
  const ended = await stripe.paymentIntents.cancel(held.id, {
    cancellation_reason: 'abandoned',
    expand: ['latest_charge'],
  })
  assert.deepEqual(
    [ended.status, ended.cancellation_reason, ended.amount_capturable],
    ['canceled', 'abandoned', 0],
  )
  const charge = ended.latest_charge as Stripe.Charge
  assert.deepEqual([charge.captured, charge.refunded, charge.amount_refunded], [false, true, 900])
  assert.equal((await stripe.balanceTransactions.list()).data.length, 0)
  assert.deepEqual((await types(stripe)).slice(-2), ['charge.refunded', 'payment_intent.canceled'])
  for (const call of [stripe.paymentIntents.cancel(held.id), stripe.paymentIntents.capture(held.id)]) {
    const refusal = await refusalOf(call)
    assert.equal(refusal.code, 'payment_intent_unexpected_state')
    assert.equal(refusal.payment_intent?.status, 'canceled')
  }
})

test('an authorisation that nobody captures expires after seven days', async (t) => {
  const { stripe, advance } = await startForTest(t)
  const held = await stripe.paymentIntents.create({
    ...cardPayment(900, 'pm_card_visa'),
    capture_method: 'manual',
  })
  await advance(7 * 24 * 3600 - 60)
  assert.equal((await stripe.paymentIntents.retrieve(held.id)).status, 'requires_capture')
  await advance(120)
  const expired = await stripe.paymentIntents.retrieve(held.id)
  assert.deepEqual([expired.status, expired.cancellation_reason], ['canceled', 'automatic'])
  assert.deepEqual((await types(stripe)).slice(-2), ['charge.expired', 'payment_intent.canceled'])
})

test('an intent is made first, changed, and confirmed later', async (t) => {
  const { stripe } = await startForTest(t)
  const customer = await stripe.customers.create({ email: 'ada@example.com' })
  const made = await stripe.paymentIntents.create({
    amount: 2_000,
    currency: 'EUR',
    metadata: { a: '1', b: '2' },
  })
  assert.deepEqual([made.status, made.currency], ['requires_payment_method', 'eur'])
  const changed = await stripe.paymentIntents.update(made.id, {
    amount: 2_500,
    customer: customer.id,
    metadata: { a: '', c: '3' },
    payment_method: 'pm_card_mastercard',
    shipping: { name: 'Ada', address: { line1: 'Bridge 1', city: 'Venice', country: 'IT' } },
  })
  assert.deepEqual(changed.metadata, { b: '2', c: '3' })
  assert.equal(changed.status, 'requires_confirmation')
  const missing = await refusalOf(stripe.paymentIntents.confirm(made.id))
  assert.deepEqual([missing.code, missing.param], ['parameter_missing', 'return_url'])
  const paid = await stripe.paymentIntents.confirm(made.id, { return_url: 'https://shop.example/back' })
  assert.deepEqual([paid.status, paid.amount_received, paid.customer], ['succeeded', 2_500, customer.id])
  const late = await refusalOf(stripe.paymentIntents.update(made.id, { amount: 1 }))
  assert.equal(late.code, 'payment_intent_unexpected_state')
  assert.equal((await stripe.paymentIntents.update(made.id, { description: 'paid' })).description, 'paid')
})

test('intents are listed by time and customer, page by page', async (t) => {
  const { stripe, advance } = await startForTest(t)
  const customer = await stripe.customers.create({ name: 'Grace' })
  const ids: string[] = []
  for (let place = 0; place < 7; place += 1) {
    const of = place % 2 === 0 ? { customer: customer.id } : {}
    ids.unshift((await stripe.paymentIntents.create({ amount: 1_000 + place, currency: 'usd', ...of })).id)
    await advance(10)
  }
  const first = await stripe.paymentIntents.list({ limit: 3 })
  assert.deepEqual(
    first.data.map((intent) => intent.id),
    ids.slice(0, 3),
  )
  assert.equal(first.has_more, true)
  const second = await stripe.paymentIntents.list({ limit: 3, starting_after: ids[2] ?? '' })
  assert.deepEqual(
    second.data.map((intent) => intent.id),
    ids.slice(3, 6),
  )
  const back = await stripe.paymentIntents.list({ limit: 2, ending_before: ids[5] ?? '' })
  assert.deepEqual(
    back.data.map((intent) => intent.id),
    ids.slice(3, 5),
  )
  const own = await stripe.paymentIntents.list({
    customer: customer.id,
    limit: 2,
    starting_after: ids[0] ?? '',
  })
  assert.deepEqual(
    own.data.map((intent) => intent.id),
    [ids[2], ids[4]],
  )
  const middle = second.data[0]?.created ?? 0
  const since = await stripe.paymentIntents.list({ created: { gte: middle }, limit: 100 })
  assert.deepEqual(
    since.data.map((intent) => intent.id),
    ids.slice(0, 4),
  )
  const all: string[] = []
  for await (const intent of stripe.paymentIntents.list({ limit: 2 })) all.push(intent.id)
  assert.deepEqual(all, ids)
  const unknown = await refusalOf(stripe.paymentIntents.list({ starting_after: 'pi_nothing' }))
  assert.equal(unknown.code, 'resource_missing')
})

test('a confirmation token pays once and only within its twelve hours', async (t) => {
  const { stripe, sim, advance } = await startForTest(t)
  const token = await sim<{ id: string }>('POST', 'confirmation_tokens', {
    number: '4242 4242 4242 4242',
    return_url: 'https://shop.example/back',
  })
  const wish = { amount: 700, currency: 'eur', confirm: true, confirmation_token: token.id }
  const paid = await stripe.paymentIntents.create(wish)
  assert.equal(paid.status, 'succeeded')
  assert.equal((await stripe.confirmationTokens.retrieve(token.id)).payment_intent, paid.id)
  assert.equal((await refusalOf(stripe.paymentIntents.create(wish))).code, 'token_already_used')
  const old = await stripe.testHelpers.confirmationTokens.create({
    payment_method: 'pm_card_visa',
    return_url: 'app://back',
  })
  await advance(12 * 3600 + 1)
  assert.equal(
    (await refusalOf(stripe.paymentIntents.create({ ...wish, confirmation_token: old.id }))).code,
    'resource_missing',
  )
})

test('what cannot be charged is refused with the parameter at fault', async (t) => {
  const { stripe } = await startForTest(t)
  const create = (params: object) => stripe.paymentIntents.create(params as Stripe.PaymentIntentCreateParams)
  const cases: [object, string | undefined, string | undefined][] = [
    [{ amount: 1_000 }, 'parameter_missing', 'currency'],
    [
      { amount: 1_000, currency: 'eur', payment_method_types: ['card'] },
      'parameter_unknown',
      'payment_method_types',
    ],
    [
      { amount: 1_000, currency: 'eur', payment_method_options: { card: { foo: 1 } } },
      'parameter_unknown',
      'payment_method_options[card][foo]',
    ],
    [{ amount: 10.5, currency: 'eur' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 0, currency: 'eur' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 49, currency: 'eur' }, 'amount_too_small', 'amount'],
    [{ amount: 1_001, currency: 'kwd' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 1_000, currency: 'zzz' }, undefined, 'currency'],
    [{ amount: 1_000, currency: 'eur', customer: 'cus_nobody' }, 'resource_missing', 'customer'],
    [{ amount: 1_000, currency: 'eur', payment_method: 'pm_nothing' }, 'resource_missing', 'payment_method'],
    [
      { amount: 1_000, currency: 'eur', allowed_payment_method_types: ['ideal'] },
      'payment_method_unactivated',
      'allowed_payment_method_types',
    ],
    [{ amount: 1_000, currency: 'eur', return_url: 'https://x.example' }, undefined, 'return_url'],
    [{ amount: 1_000, currency: 'eur', expand: ['status'] }, undefined, 'expand'],
    [{ amount: 1_000, currency: 'eur', description: 'x'.repeat(5_001) }, undefined, 'description'],
  ]
  for (const [params, code, param] of cases) {
    const refusal = await refusalOf(create(params))
    assert.deepEqual(
      [refusal.statusCode, refusal.code, refusal.param],
      [400, code, param],
      JSON.stringify(params).slice(0, 80),
    )
  }
  assert.equal((await stripe.paymentIntents.list()).data.length, 0)
  const missing = await refusalOf(stripe.paymentIntents.retrieve('pi_nothing'))
  assert.deepEqual([missing.statusCode, missing.code, missing.param], [404, 'resource_missing', 'intent'])
})

test('a refused call takes back all that it had begun', async (t) => {
  const { stripe } = await startForTest(t)
  const noReturnUrl = { amount: 1_000, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' }
  assert.equal((await refusalOf(stripe.paymentIntents.create(noReturnUrl))).param, 'return_url')
  assert.equal(
    (await refusalOf(stripe.customers.create({ payment_method: 'pm_nothing' }))).code,
    'resource_missing',
  )
  const unexpandable = { ...cardPayment(1_000, 'pm_card_visa'), expand: ['nothing'] }
  assert.equal((await refusalOf(stripe.paymentIntents.create(unexpandable))).param, 'expand')
  const kinds = [
    stripe.paymentIntents,
    stripe.customers,
    stripe.charges,
    stripe.paymentMethods,
    stripe.events,
  ]
  for (const kind of kinds) assert.equal((await kind.list()).data.length, 0)
})
