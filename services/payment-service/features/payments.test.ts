// @R-000.1c @R-001.l @R-003.b @R-003.d @R-003.e @R-003.f
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Ctx, feature, newId, ok, refuse, service, serviceActor } from '@rialto/core'
import inventory from '@rialto/inventory-service'
import { changeHold, createWarehouse, setStock, takeHold } from '@rialto/inventory-service/contract'
import { beginPayment, findOrderMoney } from '@rialto/order-service/contract'
import { type Simulator, startSimulator } from '@rialto/stripe-simulator'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import { createSeal } from '../adapters/seal.ts'
import { createStripeProvider } from '../adapters/stripe.ts'
import {
  confirmPayment,
  createIntent,
  getPayment,
  getReadiness,
  receiveWebhook,
  refundPayment,
  stopPayment,
} from '../contract.ts'
import type { Ports } from '../ports.ts'
import payments from '../service.ts'
import compareOpen from './compare-open.ts'
import processWebhook from './process-webhook.ts'
import resolvePayment from './resolve-payment.ts'
import sendRefund from './send-refund.ts'

const secretKey = 'sk_test_simulator_payments'
const webhookSecret = 'whsec_payments_test_0001'
const buyer = actorWith(['payment.pay_order'], { id: 'buyer' })
const stranger = actorWith(['payment.pay_order'], { id: 'stranger' })
const support = actorWith(['payment.refund_order'], { id: 'support' })
const internal = serviceActor('order-service')

type Order = { orderId: string; holdId: string; generation: number; vendorId: string }
const orders = new Map<string, Order>()
const amount = 12_000
let isPaid: (orderId: string) => Promise<boolean> = async () => false
const beginDelaysMs: number[] = []
const suspected = new Set<string>()

const ownerId = 'user:buyer'
const shareOf = ({ vendorId }: Order) => ({
  vendorId,
  status: 'open' as const,
  total: amount,
  shipping: 0,
  taxes: 0,
  discountsByPlatform: 0,
  commission: 1_200,
  commissionTax: 228,
})

// Orders are another service's: its contract is answered here by the two facts that payments ask for.
const orderStandIn = service({
  name: 'order-service',
  directory: new URL('./none', import.meta.url).pathname,
  features: [
    feature(beginPayment, async ({ orderId, actorId }) => {
      const order = orders.get(orderId)
      if (!order || (actorId !== null && actorId !== ownerId)) return refuse('NOT_FOUND')
      await new Promise((resolve) => setTimeout(resolve, beginDelaysMs.shift() ?? 0))
      if (await isPaid(orderId)) return refuse('ORDER_NOT_PENDING')
      if (suspected.has(orderId)) return refuse('PAYMENT_DECLINED', 'No', { reason: 'not_accepted' })
      const { holdId, generation } = order
      return ok({
        orderId,
        number: 'R00000000X',
        ownerId,
        amount,
        currency: 'EUR',
        holdId,
        generation,
        secondsLeft: 600,
        vendors: [shareOf(order)],
      })
    }),
    feature(findOrderMoney, async ({ orderId }) => {
      const order = orders.get(orderId)
      if (!order) return refuse('NOT_FOUND')
      const totals = {
        subtotal: amount,
        shipping: 0,
        taxes: 0,
        taxIncluded: 0,
        discounts: 0,
        total: amount,
        currency: 'EUR',
      }
      return ok({
        orderId,
        number: 'R00000000X',
        status: 'pending' as const,
        ownerId,
        totals,
        vendors: [shareOf(order)],
      })
    }),
  ],
})

describe('paying an order', () => {
  let services: TestServices
  let simulator: Simulator
  let ctx: Ctx<Ports>

  before(async () => {
    simulator = await startSimulator({ secretKey, budgetPerSecond: 'unlimited' })
    const ports: Ports = {
      provider: createStripeProvider({
        secretKey,
        webhookSecret,
        apiBase: simulator.url,
        timeoutMs: 1_500,
        retriesMax: 0,
      }),
      seal: createSeal(Buffer.alloc(32).toString('base64')),
      callsPerSecond: null,
      defaultReturnUrl: 'http://127.0.0.1/return',
    }
    services = await testServices({
      services: [payments, inventory, orderStandIn],
      ports: { 'payment-service': ports },
    })
    ctx = services.runtime.contextFor('payment-service', {
      tenant: tenantA,
      traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
    }) as Ctx<Ports>
    isPaid = async (orderId) => (await published({ orderId })).includes('payment.succeeded')
    const warehouse = { code: 'MAIN', name: 'Main', country: 'IT', priority: 1 }
    accepted(
      (
        await services.run(createWarehouse, warehouse, {
          actor: actorWith(['inventory.manage_warehouses']),
          key: 'w',
        })
      ).result,
    )
  })
  after(async () => {
    await services.close()
    await simulator.stop()
  })
  beforeEach(() => sim('DELETE', '/_sim/faults'))

  it('is paid with a card, captured only after the units are secured, and posted once', async () => {
    const order = await makeOrder()
    const paid = await pay(order, 'pm_card_visa')
    assert.equal(accepted(paid.result).status, 'captured')
    assert.equal(await holdState(order), 'capturing')
    assert.deepEqual(await published(order), ['payment.intent_created', 'payment.succeeded'])
    assert.equal(await balance(order, 'order.clearing'), 0n)
    assert.equal(await balance(order, 'vendor.held'), -12_000n)
  })

  it('charges once when the same request comes five times at once', async () => {
    const order = await makeOrder()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => pay(order, 'pm_card_visa', 'same')))
    assert.equal(new Set(answers.map((answer) => answer.reply?.text)).size, 1)
    assert.equal(await captures(order), 1)
  })

  it('answers a twin alike, at whatever moment of the first one it comes', async () => {
    const order = await makeOrder()
    // They begin together, and each learns from the order at another moment whether it may be paid.
    beginDelaysMs.push(...Array.from({ length: 24 }, (_, index) => index * 10))
    const answers = await Promise.all(Array.from({ length: 24 }, () => pay(order, 'pm_card_visa', 'same')))
    assert.deepEqual([...new Set(answers.map((answer) => answer.result.ok || answer.result.code))], [true])
    assert.equal(new Set(answers.map((answer) => answer.reply?.text)).size, 1)
    assert.equal(await captures(order), 1)
  })

  it('charges once when five different requests come at once', async () => {
    const order = await makeOrder()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => pay(order, 'pm_card_visa')))
    assert.ok(answers.some((answer) => answer.result.ok))
    assert.equal(await captures(order), 1)
    assert.equal((await published(order)).filter((type) => type === 'payment.succeeded').length, 1)
  })

  it('is declined, and then paid with another card on the same intent', async () => {
    const order = await makeOrder()
    const declined = await pay(order, 'pm_card_chargeDeclined')
    assert.equal(declined.result.ok ? 'paid' : declined.result.code, 'PAYMENT_DECLINED')
    assert.equal(accepted((await pay(order, 'pm_card_visa')).result).status, 'captured')
    assert.deepEqual(await published(order), [
      'payment.intent_created',
      'payment.failed',
      'payment.succeeded',
    ])
    const { rows } = await services.database.system.query(
      'select count(distinct provider_intent_id)::int as n from payment_tender where order_id = $1',
      [order.orderId],
    )
    assert.equal(rows[0].n, 1)
  })

  it('asks for 3-D Secure, and is captured when the payer comes back before any webhook', async () => {
    const order = await makeOrder()
    const asked = accepted((await pay(order, 'pm_card_threeDSecure2Required')).result)
    assert.equal(asked.status, 'requires_action')
    assert.ok(asked.actionUrl)
    await authenticate(order, 'succeed')
    const seen = await services.run(getPayment, { orderId: order.orderId }, { actor: buyer })
    assert.equal(accepted(seen.result).status, 'captured')
  })

  it('fails when 3-D Secure fails, and another attempt may follow', async () => {
    const order = await makeOrder()
    accepted((await pay(order, 'pm_card_threeDSecure2Required')).result)
    await authenticate(order, 'fail')
    const seen = accepted(
      (await services.run(getPayment, { orderId: order.orderId }, { actor: buyer })).result,
    )
    assert.equal(seen.status, 'failed')
    assert.equal(accepted((await pay(order, 'pm_card_visa')).result).status, 'captured')
  })

  it('lets the money go when the units are gone, and charges nothing', async () => {
    const order = await makeOrder()
    await services.run(
      changeHold,
      { holdId: order.holdId, generation: 1, change: 'release' },
      { actor: internal },
    )
    const answer = await pay(order, 'pm_card_visa')
    assert.equal(answer.result.ok ? 'paid' : answer.result.code, 'ORDER_NOT_PENDING')
    assert.equal(await captures(order), 0)
  })

  it('leaves the money authorised while nobody can say how the units stand, and takes it afterwards', async () => {
    const order = await makeOrder()
    const client = await services.database.system.connect()
    try {
      await client.query('begin')
      await client.query('set local idle_in_transaction_session_timeout = 0')
      await client.query('select from inventory_hold where id = $1 for update', [order.holdId])
      assert.equal(accepted((await pay(order, 'pm_card_visa')).result).status, 'authorised')
      assert.equal(await captures(order), 0)
    } finally {
      await client.query('rollback')
      client.release()
    }
    await resolvePayment.run({ key: '', data: { tenderId: await tenderId(order) }, attempts: 1 }, ctx)
    assert.equal(await captures(order), 1)
  })

  it('says that nobody knows after a time-out, blocks a second attempt, and finds out by asking', async () => {
    const order = await makeOrder()
    accepted(
      (await services.run(createIntent, { orderId: order.orderId }, { actor: buyer, key: newId() })).result,
    )
    await sim('POST', '/_sim/faults', {
      kind: 'timeout_after',
      operation: 'payment_intents.confirm',
      count: 3,
    })
    const lost = await pay(order, 'pm_card_visa')
    assert.equal(lost.result.ok ? 'paid' : lost.result.code, 'PAYMENT_UNKNOWN')
    const second = await pay(order, 'pm_card_visa')
    assert.equal(second.result.ok ? 'paid' : second.result.code, 'PAYMENT_UNKNOWN')
    await resolvePayment.run({ key: '', data: { tenderId: await tenderId(order) }, attempts: 1 }, ctx)
    assert.equal(await captures(order), 1)
  })

  it('is found by comparing with the provider, when no webhook came and nobody came back (@R-002.10)', async () => {
    const [paid, failed, waiting] = [await makeOrder(), await makeOrder(), await makeOrder()]
    for (const order of [paid, failed, waiting]) await pay(order, 'pm_card_threeDSecure2Required')
    await authenticate(paid, 'succeed')
    await authenticate(failed, 'fail')
    await compareOpen.run({ key: 'every', data: null, attempts: 1 }, ctx)
    assert.equal(await captures(paid), 0, 'those who moved a moment ago are left to their webhooks')
    await services.database.system.query(
      `update payment_tender set moved_at = moved_at - interval '1 minute' where order_id = any($1)`,
      [[paid, failed, waiting].map((order) => order.orderId)],
    )
    for (const run of ['first', 'again']) {
      await compareOpen.run({ key: run, data: null, attempts: 1 }, ctx)
      assert.equal(await captures(paid), 1)
    }
    assert.deepEqual((await published(paid)).at(-1), 'payment.succeeded')
    assert.deepEqual((await published(failed)).at(-1), 'payment.failed')
    assert.deepEqual((await published(waiting)).at(-1), 'payment.intent_created')
  })

  it('is found by its intent when the webhook comes: twice, and before our own reply (@R-003.b)', async () => {
    const order = await makeOrder()
    accepted((await pay(order, 'pm_card_threeDSecure2Required')).result)
    await authenticate(order, 'succeed')
    const event = await signedEvent(order, 'payment_intent.amount_capturable_updated')
    for (let copy = 0; copy < 3; copy += 1) accepted((await services.run(receiveWebhook, event.input)).result)
    const data = { account: 'platform', eventId: event.id }
    await Promise.all([1, 2, 3].map(() => processWebhook.run({ key: event.id, data, attempts: 1 }, ctx)))
    assert.equal(await captures(order), 1)
    assert.equal((await published(order)).filter((type) => type === 'payment.succeeded').length, 1)
  })

  it('refuses a forged webhook and names the secret to check', async () => {
    const forged = await services.run(receiveWebhook, { payload: '{"id":"evt_1"}', signature: 't=1,v1=00' })
    assert.equal(forged.result.ok ? 'taken' : forged.result.code, 'WEBHOOK_SIGNATURE_INVALID')
    assert.match(forged.result.ok ? '' : (forged.result.detail ?? ''), /STRIPE_WEBHOOK_SECRET/)
  })

  it('parks a webhook that names a payment we do not know', async () => {
    const event = await signedEvent(await makeOrder(), 'payment_intent.succeeded', { tenant: tenantA })
    accepted((await services.run(receiveWebhook, event.input)).result)
    const run = () =>
      processWebhook.run(
        { key: event.id, data: { account: 'platform', eventId: event.id }, attempts: 1 },
        ctx,
      )
    await assert.rejects(run, /not known here/)
    const { rows } = await services.database.system.query(
      'select state from payment_inbox where event_id = $1',
      [event.id],
    )
    assert.equal(rows[0].state, 'parked')
  })

  it('never refunds more than was captured, under a hundred requests at once', async () => {
    const order = await makeOrder()
    accepted((await pay(order, 'pm_card_visa')).result)
    const input = { orderId: order.orderId, amount: 500 }
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => services.run(refundPayment, input, { actor: support, key: newId() })),
    )
    assert.equal(answers.filter((answer) => answer.result.ok).length, 24)
    const { rows } = await services.database.system.query(
      'select id from payment_refund where order_id = $1',
      [order.orderId],
    )
    for (const row of rows)
      await sendRefund.run({ key: row.id, data: { refundId: row.id }, attempts: 1 }, ctx)
    for (const row of rows)
      await sendRefund.run({ key: row.id, data: { refundId: row.id }, attempts: 2 }, ctx)
    assert.equal(await balance(order, 'customer.refund_owed'), 0n)
    assert.equal(await balance(order, 'vendor.held'), 0n)
  })

  it('refunds what came back, once, and takes its commission back (@R-002.29)', async () => {
    const order = await makeOrder()
    const { orderId, vendorId } = order
    accepted((await pay(order, 'pm_card_visa')).result)
    await follow('order.delivered', { orderId, vendorId, complete: true })
    const units = { orderId, vendorId, commission: 600, commissionTax: 114 }
    const half = { ...units, refundId: newId(), refundAmount: 6_000 }
    await follow('return.completed', half)
    await follow('return.completed', half)
    await follow('return.completed', { ...units, refundId: newId(), refundAmount: 7_000 })
    await follow('return.completed', { ...units, refundId: newId(), refundAmount: 1 })
    const { rows } = await services.database.system.query<{ id: string; amount: string }>(
      'select id, amount from payment_refund where order_id = $1 order by created_at',
      [orderId],
    )
    assert.deepEqual(
      rows.map((row) => Number(row.amount)),
      [6_000, 6_000],
    )
    for (const row of rows)
      await sendRefund.run({ key: row.id, data: { refundId: row.id }, attempts: 1 }, ctx)
    for (const account of ['customer.refund_owed', 'vendor.held', 'vendor.due', 'commission'])
      assert.equal(await balance(order, account), 0n, account)
  })

  it('stops an open payment at the provider, and says so when the money came first', async () => {
    const open = await makeOrder()
    accepted(
      (await services.run(createIntent, { orderId: open.orderId }, { actor: buyer, key: newId() })).result,
    )
    assert.equal(
      accepted((await services.run(stopPayment, { orderId: open.orderId }, { actor: internal })).result)
        .outcome,
      'stopped',
    )
    const paid = await makeOrder()
    accepted((await pay(paid, 'pm_card_visa')).result)
    assert.equal(
      accepted((await services.run(stopPayment, { orderId: paid.orderId }, { actor: internal })).result)
        .outcome,
      'captured',
    )
  })

  it('is not accepted when the order looks like a fraud, and the provider hears nothing of it', async () => {
    const order = await makeOrder()
    suspected.add(order.orderId)
    const { result } = await pay(order, 'pm_card_visa')
    assert.ok(!result.ok)
    assert.deepEqual([result.code, result.data], ['PAYMENT_DECLINED', { reason: 'not_accepted' }])
    const { rows } = await services.database.system.query('select from payment_tender where order_id = $1', [
      order.orderId,
    ])
    assert.equal(rows.length, 0)
    suspected.delete(order.orderId)
    assert.equal(accepted((await pay(order, 'pm_card_visa')).result).status, 'captured')
  })

  it('does not know the order of a stranger', async () => {
    const order = await makeOrder()
    const input = { orderId: order.orderId }
    for (const answer of [
      await services.run(createIntent, input, { actor: stranger, key: newId() }),
      await services.run(
        confirmPayment,
        { ...input, paymentMethodId: 'pm_card_visa' },
        { actor: stranger, key: newId() },
      ),
      await services.run(getPayment, input, { actor: stranger }),
    ]) {
      assert.equal(answer.result.ok ? 'seen' : answer.result.code, 'NOT_FOUND')
    }
  })

  it('tells others whether a payment could start', async () => {
    const ready = accepted((await services.run(getReadiness, {}, { actor: internal })).result)
    assert.deepEqual(ready, { configured: true, backlogSeconds: 0, busy: false })
  })

  /** Tells this service what happened to an order, as its reader would. */
  async function follow(type: string, data: Record<string, unknown>): Promise<void> {
    const known = payments.consumers.find((one) => one.types.includes(type))
    assert.ok(known, type)
    const event = {
      type,
      data,
      id: newId(),
      tenant: tenantA,
      subject: '',
      source: '',
      time: '',
      traceparent: null,
    }
    const prepared = await known.prepare([event], ctx)
    await ctx.tx((tx) => known.apply(event, tx, { prepared, ctx }))
  }

  async function makeOrder(): Promise<Order> {
    const order = { orderId: newId(), holdId: newId(), generation: 1, vendorId: newId() }
    const sku = `SKU-${order.orderId}`
    const entry = { sku, productId: newId(), vendorId: order.vendorId, warehouse: 'MAIN', quantity: 1 }
    accepted((await services.run(setStock, { causeId: 't', entries: [entry] }, { actor: internal })).result)
    const hold = { holdId: order.holdId, generation: 1 }
    accepted(
      (
        await services.run(
          takeHold,
          { ...hold, lifeSeconds: 60, lines: [{ sku, quantity: 1 }], limits: [] },
          { actor: internal },
        )
      ).result,
    )
    accepted(
      (
        await services.run(
          changeHold,
          { ...hold, change: 'attach', orderId: order.orderId, lifeSeconds: 600 },
          { actor: internal },
        )
      ).result,
    )
    orders.set(order.orderId, order)
    return order
  }

  function pay(order: Order, paymentMethodId: string, key: string = newId()) {
    return services.run(
      confirmPayment,
      { orderId: order.orderId, paymentMethodId },
      { actor: buyer, key: `${order.orderId}${key}` },
    )
  }

  async function holdState(order: Order): Promise<string> {
    const { rows } = await services.database.system.query('select state from inventory_hold where id = $1', [
      order.holdId,
    ])
    return rows[0].state
  }

  async function published(order: { orderId: string }): Promise<string[]> {
    const { rows } = await services.database.system.query(
      `select type from rialto_outbox where subject = $1 order by pos`,
      [`order:${order.orderId}`],
    )
    return rows.map((row) => row.type)
  }

  async function tenderId(order: Order): Promise<string> {
    const { rows } = await services.database.system.query(
      'select id from payment_tender where order_id = $1',
      [order.orderId],
    )
    return rows[0].id
  }

  async function balance(order: Order, account: string): Promise<bigint> {
    const { rows } = await services.database.system.query(
      `select coalesce(sum(case when p.debit = $2 then p.amount else -p.amount end), 0)::bigint as sum
       from payment_journal j join payment_posting p on p.journal_id = j.id
       where j.order_id = $1 and $2 in (p.debit, p.credit)`,
      [order.orderId, account],
    )
    return rows[0].sum
  }

  async function intentOf(order: Order): Promise<string> {
    const { rows } = await services.database.system.query(
      'select provider_intent_id as id from payment_tender where order_id = $1',
      [order.orderId],
    )
    return rows[0]?.id
  }

  async function captures(order: Order): Promise<number> {
    const charges = (await sim('GET', `/v1/charges?payment_intent=${await intentOf(order)}`)) as {
      data: { captured: boolean }[]
    }
    return charges.data.filter((charge) => charge.captured).length
  }

  async function authenticate(order: Order, outcome: string): Promise<void> {
    await sim('POST', `/_sim/payment_intents/${await intentOf(order)}/authenticate`, { outcome })
  }

  async function signedEvent(order: Order, type: string, metadata?: Record<string, string>) {
    const { default: Stripe } = await import('stripe')
    const intentId = metadata ? `pi_unknown${Date.now()}` : await intentOf(order)
    const id = `evt_${newId().replaceAll('-', '')}`
    const object = metadata
      ? {
          id: intentId,
          object: 'payment_intent',
          status: 'succeeded',
          currency: 'eur',
          amount_received: 1,
          client_secret: 's',
          latest_charge: null,
          next_action: null,
          last_payment_error: null,
          metadata,
        }
      : await sim('GET', `/v1/payment_intents/${intentId}`)
    const payload = JSON.stringify({ id, object: 'event', type, data: { object } })
    const signature = new Stripe(secretKey).webhooks.generateTestHeaderString({
      payload,
      secret: webhookSecret,
    })
    return { id, input: { payload, signature } }
  }

  async function sim(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(simulator.url + path, {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
})
