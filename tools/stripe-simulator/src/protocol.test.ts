import assert from 'node:assert/strict'
import { test } from 'node:test'
import Stripe from 'stripe'
import { createBudget } from './http/budget.ts'
import { cardPayment, refusalOf, startForTest } from './testing/start-for-test.ts'

type Raw = { status: number; headers: Headers; body: Record<string, unknown> & { id?: string } }

async function post(url: string, form: string, headers: Record<string, string> = {}): Promise<Raw> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk_test_rialto',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: form,
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Raw['body'] }
}

test('the same key and parameters give the same answer again, whatever their order, and do it once', async (t) => {
  const { stripe, simulator } = await startForTest(t)
  const url = `${simulator.url}/v1/payment_intents`
  const key = { 'idempotency-key': 'main:pi:R1:1' }
  const first = await post(url, 'amount=1000&currency=eur&metadata[a]=1', key)
  const again = await post(url, 'currency=eur&metadata[a]=1&amount=1000', key)
  assert.deepEqual([first.status, again.status], [200, 200])
  assert.deepEqual(again.body, first.body)
  assert.equal(first.headers.get('idempotent-replayed'), null)
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  await stripe.paymentIntents.update(String(first.body.id), { description: 'changed since' })
  assert.deepEqual((await post(url, 'amount=1000&currency=eur&metadata[a]=1', key)).body, first.body)
  assert.equal((await stripe.paymentIntents.list()).data.length, 1)
})

test('a key with other parameters or for another operation is an idempotency error', async (t) => {
  const { stripe } = await startForTest(t)
  const key = { idempotencyKey: 'one' }
  await stripe.paymentIntents.create({ amount: 1_000, currency: 'eur' }, key)
  const other = await refusalOf(stripe.paymentIntents.create({ amount: 1_001, currency: 'eur' }, key))
  assert.deepEqual([other.type, other.statusCode], ['StripeIdempotencyError', 400])
  assert.equal((await refusalOf(stripe.customers.create({}, key))).type, 'StripeIdempotencyError')
  const long = await refusalOf(stripe.customers.create({}, { idempotencyKey: 'k'.repeat(256) }))
  assert.equal(long.statusCode, 400)
})

test('a decline is stored under its key, a validation failure is not', async (t) => {
  const { stripe } = await startForTest(t)
  const declined = () =>
    stripe.paymentIntents.create(cardPayment(1_000, 'pm_card_chargeDeclined'), { idempotencyKey: 'a' })
  const [first, again] = [await refusalOf(declined()), await refusalOf(declined())]
  assert.equal(again.payment_intent?.id, first.payment_intent?.id)
  assert.equal(again.headers?.['idempotent-replayed'], 'true')
  assert.equal((await stripe.charges.list()).data.length, 1)
  await refusalOf(
    stripe.paymentIntents.create({ amount: 1_000 } as Stripe.PaymentIntentCreateParams, {
      idempotencyKey: 'b',
    }),
  )
  const fixed = await stripe.paymentIntents.create(
    { amount: 1_000, currency: 'eur' },
    { idempotencyKey: 'b' },
  )
  assert.equal(fixed.status, 'requires_payment_method')
})

test('a key is forgotten after a day', async (t) => {
  const { stripe, advance } = await startForTest(t)
  const create = () =>
    stripe.paymentIntents.create({ amount: 1_000, currency: 'eur' }, { idempotencyKey: 'a' })
  const { id } = await create()
  await advance(23 * 3600)
  assert.equal((await create()).id, id)
  await advance(2 * 3600)
  assert.notEqual((await create()).id, id)
})

test('two requests with one key at the same time: one works, one is told to wait', async (t) => {
  const { stripe, sim } = await startForTest(t)
  await sim('POST', 'faults', { kind: 'slow', delayMs: 150, operation: 'payment_intents.create', count: 1 })
  const create = () =>
    stripe.paymentIntents.create({ amount: 1_000, currency: 'eur' }, { idempotencyKey: 'a' })
  const [slow, quick] = await Promise.allSettled([create(), create()])
  assert.equal(slow.status, 'fulfilled')
  assert.equal(quick.status === 'rejected' && quick.reason.code, 'idempotency_key_in_use')
  assert.equal(quick.status === 'rejected' && quick.reason.statusCode, 409)
  assert.equal((await create()).id, slow.status === 'fulfilled' ? slow.value.id : '')
})

test('the package retries a conflict by itself and ends with the answer of the first', async (t) => {
  const { stripe, simulator, sim } = await startForTest(t)
  const retrying = new Stripe('sk_test_rialto', {
    host: '127.0.0.1',
    port: simulator.port,
    protocol: 'http',
    maxNetworkRetries: 3,
  })
  await sim('POST', 'faults', { kind: 'slow', delayMs: 200, operation: 'payment_intents.create', count: 1 })
  const create = () =>
    retrying.paymentIntents.create({ amount: 1_000, currency: 'eur' }, { idempotencyKey: 'a' })
  const [first, second] = await Promise.all([create(), create()])
  assert.equal(first.id, second.id)
  assert.equal((await stripe.paymentIntents.list()).data.length, 1)
})

test('calls without a good key are refused, and the publishable one opens little', async (t) => {
  const { stripe, simulator } = await startForTest(t)
  const intent = await stripe.paymentIntents.create({ amount: 1_000, currency: 'eur' })
  const as = (key: string) =>
    new Stripe(key, { host: '127.0.0.1', port: simulator.port, protocol: 'http', telemetry: false })
  const none = await fetch(`${simulator.url}/v1/balance`)
  assert.equal(none.status, 401)
  assert.equal((await refusalOf(as('sk_test_other').balance.retrieve())).type, 'StripeAuthenticationError')
  assert.equal((await refusalOf(as('pk_test_rialto').balance.retrieve())).code, 'secret_key_required')
  const browser = await as('pk_test_rialto').paymentIntents.retrieve(intent.id, {
    client_secret: String(intent.client_secret),
  })
  assert.equal(browser.id, intent.id)
  assert.equal(
    (await refusalOf(as('pk_test_rialto').paymentIntents.retrieve(intent.id))).code,
    'parameter_missing',
  )
  assert.equal(
    (await refusalOf(as('pk_test_rialto').paymentIntents.retrieve(intent.id, { client_secret: 'x' })))
      .statusCode,
    400,
  )
  const connected = stripe.balance.retrieve({}, { stripeAccount: 'acct_1' })
  assert.deepEqual((await refusalOf(connected)).statusCode, 403)
  const basic = await fetch(`${simulator.url}/v1/balance`, {
    headers: { authorization: `Basic ${btoa('sk_test_rialto:')}` },
  })
  assert.equal(basic.status, 200)
})

test('answers carry a request id, the version asked for and the key', async (t) => {
  const { stripe, simulator } = await startForTest(t)
  const intent = await stripe.paymentIntents.create(
    { amount: 1_000, currency: 'eur' },
    { idempotencyKey: 'a' },
  )
  assert.match(intent.lastResponse.requestId ?? '', /^req_\w{14}$/)
  assert.equal(intent.lastResponse.apiVersion, '2026-10-28.endive')
  assert.equal(intent.lastResponse.idempotencyKey, 'a')
  const [created] = (await stripe.events.list()).data
  assert.deepEqual(created?.request, { id: intent.lastResponse.requestId, idempotency_key: 'a' })
  const unknown = await fetch(`${simulator.url}/v1/payouts`, {
    headers: { authorization: 'Bearer sk_test_rialto' },
  })
  assert.equal(unknown.status, 404)
  assert.match(JSON.stringify(await unknown.json()), /Unrecognized request URL/)
})

test('ids are expanded along paths, in lists too, and only where they can be', async (t) => {
  const { stripe } = await startForTest(t)
  const customer = await stripe.customers.create({ name: 'Ada' })
  await stripe.paymentIntents.create({
    ...cardPayment(1_000, 'pm_card_visa'),
    capture_method: 'automatic',
    customer: customer.id,
  })
  const [intent] = (
    await stripe.paymentIntents.list({ expand: ['data.latest_charge.balance_transaction', 'data.customer'] })
  ).data
  const charge = intent?.latest_charge as Stripe.Charge
  assert.equal((charge.balance_transaction as Stripe.BalanceTransaction).net, 941)
  assert.equal((intent?.customer as Stripe.Customer | undefined)?.name, 'Ada')
  for (const path of [
    'data.nothing',
    'data.latest_charge.amount',
    'data.latest_charge.payment_intent.customer.default_source',
  ]) {
    assert.equal((await refusalOf(stripe.paymentIntents.list({ expand: [path] }))).statusCode, 400)
  }
})

test('more than the budget is answered with 429, for the endpoint and for all together', async (t) => {
  const { stripe, sim } = await startForTest(t, { budgetPerSecond: 5 })
  const calls = await Promise.allSettled(Array.from({ length: 12 }, () => stripe.balance.retrieve()))
  const refused = calls.flatMap((call) => (call.status === 'rejected' ? [call.reason] : []))
  assert.ok(refused.length >= 5, `${refused.length} were refused`)
  assert.deepEqual(
    [refused[0].type, refused[0].code, refused[0].statusCode],
    ['StripeRateLimitError', 'rate_limit', 429],
  )
  assert.equal(refused[0].headers['stripe-rate-limited-reason'], 'endpoint-rate')
  assert.ok(await stripe.customers.list())
  await sim('POST', 'budget', { perSecond: 'unlimited' })
  await Promise.all(Array.from({ length: 12 }, () => stripe.balance.retrieve()))
})

test('a budget fills up again with time, for each operation and for all', () => {
  let now = 0
  const budget = createBudget(2, () => now)
  const take = (operation: string) => budget.take(operation)
  assert.deepEqual([take('a'), take('a'), take('a')], [undefined, undefined, 'endpoint-rate'])
  now = 500
  assert.deepEqual([take('a'), take('a')], [undefined, 'endpoint-rate'])
  const others = ['b', 'b', 'c', 'c', 'd', 'd', 'e', 'e'].map(take)
  assert.equal(others.filter((reason) => reason === 'global-rate').length, 1)
})
