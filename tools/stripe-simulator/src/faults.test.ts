import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardPayment, refusalOf, startForTest } from './testing/start-for-test.ts'

const operation = 'payment_intents.create'
const key = { idempotencyKey: 'main:pi:R1:1' }

test('a time-out after success leaves a payment that the same key finds', async (t) => {
  const { stripe, sim } = await startForTest(t)
  await sim('POST', 'faults', { kind: 'timeout_after', operation, count: 1 })
  const pay = () => stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), { ...key, timeout: 200 })
  assert.equal((await refusalOf(pay())).type, 'StripeConnectionError')
  const paid = await pay()
  assert.equal(paid.status, 'succeeded')
  assert.equal(paid.lastResponse.headers['idempotent-replayed'], 'true')
  assert.equal((await stripe.charges.list()).data.length, 1)
})

test('a closed socket after success is retried by the package itself, and charges once', async (t) => {
  const { stripe, sim } = await startForTest(t)
  await sim('POST', 'faults', { kind: 'close_after', operation, count: 1 })
  const paid = await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), key)
  assert.equal(paid.status, 'succeeded')
  assert.equal((await stripe.charges.list()).data.length, 1)
})

test('a socket closed before the work leaves nothing behind', async (t) => {
  const { stripe, sim } = await startForTest(t)
  await sim('POST', 'faults', { kind: 'close_before', operation, count: 2 })
  const lost = await refusalOf(stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), key))
  assert.equal(lost.type, 'StripeConnectionError')
  assert.equal((await stripe.paymentIntents.list()).data.length, 0)
  assert.equal(
    (await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), key)).status,
    'succeeded',
  )
})

test('an error before the work is not stored, one after it is, though the money moved', async (t) => {
  const { stripe, sim } = await startForTest(t)
  await sim('POST', 'faults', { kind: 'error_before', operation, count: 1 })
  const before = await refusalOf(stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), key))
  assert.deepEqual([before.statusCode, before.headers?.['stripe-should-retry']], [500, 'true'])
  assert.equal(
    (await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), key)).status,
    'succeeded',
  )
  await sim('POST', 'faults', { kind: 'error_after', operation, count: 1 })
  const again = () =>
    stripe.paymentIntents.create(cardPayment(700, 'pm_card_visa'), { idempotencyKey: 'two' })
  for (const replayed of [undefined, 'true']) {
    const after = await refusalOf(again())
    assert.deepEqual([after.statusCode, after.headers?.['idempotent-replayed']], [500, replayed])
  }
  const amounts = (await stripe.paymentIntents.list()).data.map((intent) => intent.amount)
  assert.deepEqual(amounts, [700, 900])
})

test('a planned 429 strikes only its operation, and only so often', async (t) => {
  const { stripe, sim } = await startForTest(t)
  await sim('POST', 'faults', { kind: 'rate_limit', operation: 'payment_intents.*', count: 2 })
  assert.equal((await stripe.customers.create({})).object, 'customer')
  for (let place = 0; place < 2; place += 1) {
    assert.equal((await refusalOf(stripe.paymentIntents.list())).statusCode, 429)
  }
  assert.equal((await stripe.paymentIntents.list()).data.length, 0)
  const { data } = await sim<{ data: { left: number; struck: number }[] }>('GET', 'faults')
  assert.deepEqual(
    data.map(({ left, struck }) => ({ left, struck })),
    [{ left: 0, struck: 2 }],
  )
})

test('a probability strikes the same calls for the same seed', async (t) => {
  const pattern = async (seed: number) => {
    const { stripe, sim } = await startForTest(t)
    await sim('POST', 'faults', { kind: 'error_before', probability: 0.5, seed })
    const calls: string[] = []
    for (let place = 0; place < 24; place += 1) {
      calls.push(
        await stripe.balance.retrieve().then(
          () => '.',
          () => 'x',
        ),
      )
    }
    return calls.join('')
  }
  const [first, again, other] = [await pattern(1), await pattern(1), await pattern(2)]
  assert.equal(first, again)
  assert.notEqual(first, other)
  assert.ok(first.includes('x') && first.includes('.'))
})

test('faults are listed, removed, and refused when they make no sense', async (t) => {
  const { simulator, stripe, sim } = await startForTest(t)
  const { id } = await sim<{ id: string }>('POST', 'faults', { kind: 'error_before' })
  await sim('POST', 'faults', { kind: 'drop' })
  await sim('DELETE', `faults/${id}`)
  assert.equal((await sim<{ data: unknown[] }>('GET', 'faults')).data.length, 1)
  await sim('DELETE', 'faults')
  assert.equal((await sim<{ data: unknown[] }>('GET', 'faults')).data.length, 0)
  assert.ok(await stripe.balance.retrieve())
  for (const body of [
    { kind: 'earthquake' },
    { kind: 'drop', probability: 2 },
    { kind: 'drop', foo: 1 },
    {},
  ]) {
    const answer = await fetch(`${simulator.url}/_sim/faults`, { method: 'POST', body: JSON.stringify(body) })
    assert.equal(answer.status, 400)
  }
  const broken = await fetch(`${simulator.url}/_sim/faults`, { method: 'POST', body: '{' })
  assert.equal(broken.status, 400)
})

test('a reset takes everything away and gives no id a second time', async (t) => {
  const { stripe, sim, advance } = await startForTest(t)
  const create = () => stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), key)
  const first = await create()
  await sim('POST', 'faults', { kind: 'rate_limit', operation: 'refunds.*' })
  await advance(3600)
  await sim('POST', 'reset')
  assert.equal((await stripe.paymentIntents.list()).data.length, 0)
  assert.equal((await stripe.events.list()).data.length, 0)
  assert.equal((await sim<{ aheadMs: number }>('GET', 'clock')).aheadMs, 0)
  assert.notEqual((await create()).id, first.id)
  const summary = await sim<{ counts: Record<string, number> }>('GET', 'state')
  assert.deepEqual([summary.counts['payment_intents'], summary.counts['faults']], [1, 0])
})
