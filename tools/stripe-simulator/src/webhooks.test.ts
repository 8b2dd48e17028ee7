import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type Stripe from 'stripe'
import { wireProblems } from './testing/reference.ts'
import { cardPayment, refusalOf, startForTest, startReceiver } from './testing/start-for-test.ts'

const webhookSecret = 'whsec_test'

test('events arrive signed, as the package verifies them, and with the object as it was', async (t) => {
  const receiver = await startReceiver(t)
  const { stripe } = await startForTest(t, { webhookUrl: receiver.url, webhookSecret })
  const intent = await stripe.paymentIntents.create({
    ...cardPayment(900, 'pm_card_visa'),
    capture_method: 'manual',
  })
  await stripe.paymentIntents.capture(intent.id)
  await receiver.count(5)
  for (const { raw, signature, event } of receiver.received) {
    assert.equal(stripe.webhooks.constructEvent(raw, signature, webhookSecret).id, event.id)
    assert.throws(() => stripe.webhooks.constructEvent(raw, signature, 'whsec_other'))
    assert.deepEqual(wireProblems(event), [])
  }
  const held = receiver.received.find(
    ({ event }) => event.type === 'payment_intent.amount_capturable_updated',
  )?.event
  assert.equal((held?.data.object as Stripe.PaymentIntent | undefined)?.status, 'requires_capture')
  assert.equal(held?.api_version, '2026-10-28.endive')
  await sleep(30)
  assert.equal((await stripe.events.list({ delivery_success: false })).data.length, 0)
})

test('an endpoint that does not answer 2xx is asked again, further and further apart', async (t) => {
  const receiver = await startReceiver(t, (place) => [500, 302, 200][place] ?? 200)
  const { stripe, sim } = await startForTest(t, { webhookUrl: receiver.url, webhookSecret })
  await stripe.customers.create({ name: 'Ada' })
  await receiver.count(1)
  const [undelivered] = (await stripe.events.list({ delivery_success: false })).data
  assert.equal(undelivered?.pending_webhooks, 1)
  await receiver.count(3)
  await sleep(30)
  const event = await sim<{ deliveries: { state: string; attempts: number }[] }>(
    'GET',
    `events/${undelivered?.id}`,
  )
  assert.deepEqual(
    event.deliveries.map(({ state, attempts }) => ({ state, attempts })),
    [{ state: 'delivered', attempts: 3 }],
  )
  assert.equal(new Set(receiver.received.map(({ event: { id } }) => id)).size, 1)
})

test('endpoints are made with a secret, get the events they want, and can be turned off', async (t) => {
  const [wanted, all] = [await startReceiver(t), await startReceiver(t)]
  const { stripe } = await startForTest(t)
  const made = await stripe.webhookEndpoints.create({
    url: wanted.url,
    enabled_events: ['customer.created'],
    description: 'one',
  })
  assert.match(made.secret ?? '', /^whsec_/)
  const other = await stripe.webhookEndpoints.create({ url: all.url, enabled_events: ['*'] })
  assert.equal((await stripe.webhookEndpoints.retrieve(made.id)).secret, undefined)
  const customer = await stripe.customers.create({})
  await stripe.customers.update(customer.id, { name: 'Ada' })
  await all.count(2)
  assert.deepEqual(
    wanted.received.map(({ event }) => event.type),
    ['customer.created'],
  )
  const { raw, signature } = wanted.received[0] ?? { raw: '', signature: '' }
  assert.equal(stripe.webhooks.constructEvent(raw, signature, made.secret ?? '').type, 'customer.created')
  await stripe.webhookEndpoints.update(other.id, { disabled: true, metadata: { a: '1' } })
  assert.equal((await stripe.webhookEndpoints.retrieve(other.id)).status, 'disabled')
  assert.equal((await stripe.webhookEndpoints.del(made.id)).deleted, true)
  assert.deepEqual(
    (await stripe.webhookEndpoints.list()).data.map((endpoint) => endpoint.id),
    [other.id],
  )
  await stripe.customers.create({})
  await sleep(50)
  assert.deepEqual([wanted.received.length, all.received.length], [1, 2])
  const bad = stripe.webhookEndpoints.create({ url: 'nowhere', enabled_events: ['*'] })
  assert.equal((await refusalOf(bad)).code, 'url_invalid')
})

test('events are found by type and time, and one can be read alone', async (t) => {
  const { stripe } = await startForTest(t)
  const customer = await stripe.customers.create({ name: 'Ada' })
  await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'))
  const [made] = (await stripe.events.list({ type: 'customer.created' })).data
  assert.equal((made?.data.object as Stripe.Customer | undefined)?.id, customer.id)
  assert.equal((await stripe.events.retrieve(made?.id ?? '')).type, 'customer.created')
  assert.equal((await stripe.events.list({ types: ['payment_intent.*'] })).data.length, 2)
  assert.equal(
    (await stripe.events.list({ created: { gt: made?.created ?? 0 } })).data.filter(
      (event) => event.id === made?.id,
    ).length,
    0,
  )
  assert.equal((await refusalOf(stripe.events.retrieve('evt_nothing'))).statusCode, 404)
})

test('dropped, doubled, late and shuffled deliveries go as planned', async (t) => {
  const receiver = await startReceiver(t)
  const { stripe, sim } = await startForTest(t, { webhookUrl: receiver.url, webhookSecret })
  await sim('POST', 'faults', { kind: 'drop', eventType: 'customer.deleted' })
  await sim('POST', 'faults', { kind: 'duplicate', eventType: 'customer.updated', copies: 2 })
  await sim('POST', 'faults', { kind: 'delay', eventType: 'customer.created', delayMs: 3_600_000, count: 1 })
  const { id } = await stripe.customers.create({ name: 'late' })
  await stripe.customers.update(id, { name: 'doubled' })
  await stripe.customers.del(id)
  await receiver.count(3)
  await sleep(50)
  assert.deepEqual(
    receiver.received.map(({ event }) => event.type),
    Array(3).fill('customer.updated'),
  )
  const missing = (await stripe.events.list({ delivery_success: false })).data.map((event) => event.type)
  assert.deepEqual(missing, ['customer.deleted', 'customer.created'])
  await sim('POST', 'clock', { advanceSeconds: 3601 })
  await receiver.count(4)
  assert.equal(receiver.received[3]?.event.type, 'customer.created')
  const lost = (await stripe.events.list({ type: 'customer.deleted' })).data[0]
  await sim('POST', `events/${lost?.id}/resend`)
  await receiver.count(5)
  await sleep(30)
  assert.equal((await stripe.events.list({ delivery_success: false })).data.length, 0)
})

test('reordered deliveries arrive all, in another order that the seed repeats', async (t) => {
  const orderWith = async (seed: number) => {
    const receiver = await startReceiver(t)
    const { stripe, sim } = await startForTest(t, { webhookUrl: receiver.url, webhookSecret })
    await sim('POST', 'faults', { kind: 'reorder', delayMs: 400, seed })
    for (let place = 0; place < 8; place += 1) await stripe.customers.create({ name: String(place) })
    await receiver.count(8)
    return receiver.received.map(({ event }) => (event.data.object as Stripe.Customer).name).join('')
  }
  const order = await orderWith(3)
  assert.equal([...order].sort().join(''), '01234567')
  assert.notEqual(order, '01234567')
})

test('the endpoint of the settings gets the events that the settings name', async (t) => {
  const receiver = await startReceiver(t)
  const webhookEvents = ['payment_intent.succeeded', 'refund.*']
  const { stripe } = await startForTest(t, { webhookUrl: receiver.url, webhookSecret, webhookEvents })
  const intent = await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'))
  await stripe.refunds.create({ payment_intent: intent.id })
  await receiver.count(2)
  await sleep(30)
  assert.deepEqual(receiver.received.map(({ event }) => event.type).toSorted(), [
    'payment_intent.succeeded',
    'refund.created',
  ])
})
