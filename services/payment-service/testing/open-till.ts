import { type Ctx, feature, newId, ok, refuse, service, serviceActor } from '@rialto/core'
import inventory from '@rialto/inventory-service'
import { changeHold, createWarehouse, setStock, takeHold } from '@rialto/inventory-service/contract'
import { beginPayment } from '@rialto/order-service/contract'
import { startSimulator } from '@rialto/stripe-simulator'
import { accepted, actorWith, tenantA, testServices } from '@rialto/testing'
import Stripe from 'stripe'
import { createSeal } from '../adapters/seal.ts'
import { createStripeProvider } from '../adapters/stripe.ts'
import { confirmPayment } from '../contract.ts'
import type { Ports, Provider } from '../ports.ts'
import payments from '../service.ts'

const secretKey = 'sk_test_simulator_till'
const webhookSecret = 'whsec_till_test_0001'
export const amount = 12_000
export const buyer = actorWith(['payment.pay_order'], { id: 'buyer' })
export const internal = serviceActor('order-service')

export type TillOrder = { orderId: string; holdId: string; generation: number; vendorId: string }

/**
 * payment-service beside a simulator and the stock, with orders that are answered here. `around` may come between the
 * service and its provider, to lose an answer or to do something while a call is under way.
 */
export async function openTill(around: (provider: Provider) => Provider = (provider) => provider) {
  const orders = new Map<string, TillOrder>()
  const simulator = await startSimulator({ secretKey, budgetPerSecond: 'unlimited' })
  const apiBase = simulator.url
  const provider = createStripeProvider({
    secretKey,
    webhookSecret,
    apiBase,
    timeoutMs: 1_500,
    retriesMax: 0,
  })
  const ports: Ports = {
    provider: around(provider),
    seal: createSeal(Buffer.alloc(32).toString('base64')),
    callsPerSecond: null,
    defaultReturnUrl: 'http://127.0.0.1/return',
  }
  const services = await testServices({
    services: [payments, inventory, standIn(orders)],
    ports: { 'payment-service': ports },
  })
  const trace = { tenant: tenantA, traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01` }
  const ctx = services.runtime.contextFor('payment-service', trace) as Ctx<Ports>
  const hall = { code: 'MAIN', name: 'Main', country: 'IT', priority: 1 }
  const keeper = actorWith(['inventory.manage_warehouses'])
  accepted((await services.run(createWarehouse, hall, { actor: keeper, key: 'w' })).result)
  const rows = async <Row>(text: string, values: unknown[]): Promise<Row[]> =>
    (await services.database.system.query(text, values)).rows
  const sim = (method: string, path: string, body?: object) =>
    askSimulator(simulator.url + path, method, body)
  return {
    services,
    simulator,
    provider,
    ctx,
    rows,
    sim,
    makeOrder: async () => {
      const order = { orderId: newId(), holdId: newId(), generation: 1, vendorId: newId() }
      await holdUnit(services, order)
      orders.set(order.orderId, order)
      return order
    },
    pay: (order: TillOrder, paymentMethodId: string, key: string = newId()) => {
      const wish = { orderId: order.orderId, paymentMethodId }
      return services.run(confirmPayment, wish, { actor: buyer, key: `${order.orderId}${key}` })
    },
    ...looksAt(rows, sim),
    sign,
    close: async () => {
      await services.close()
      await simulator.stop()
    },
  }
}

/** An event as the provider would send it. */
function sign({ id, type, object }: { id: string; type: string; object: unknown }) {
  const payload = JSON.stringify({ id, object: 'event', type, data: { object } })
  const secret = webhookSecret
  return { payload, signature: new Stripe(secretKey).webhooks.generateTestHeaderString({ payload, secret }) }
}

type Rows = <Row>(text: string, values: unknown[]) => Promise<Row[]>

/** How an order's payment stands: here, to others, and at the provider. */
function looksAt(rows: Rows, sim: (method: string, path: string) => Promise<unknown>) {
  return {
    tender: async (order: TillOrder) => {
      const text = `select id, state, provider_intent_id as intent from payment_tender where order_id = $1`
      const [row] = await rows<{ id: string; state: string; intent: string }>(text, [order.orderId])
      if (!row) throw new Error(`${order.orderId} has no tender`)
      return row
    },
    published: async ({ orderId }: TillOrder) => {
      const text = 'select type from rialto_outbox where subject = $1 order by pos'
      return (await rows<{ type: string }>(text, [`order:${orderId}`])).map((row) => row.type)
    },
    /** What the provider has of an order, whatever we know of it. */
    intentsOf: async ({ orderId }: TillOrder) => {
      type Made = { id: string; status: string; metadata: Record<string, string> }
      const all = (await sim('GET', '/v1/payment_intents?limit=100')) as { data: Made[] }
      return all.data.filter((intent) => intent.metadata['orderId'] === orderId)
    },
  }
}

function standIn(orders: ReadonlyMap<string, TillOrder>) {
  return service({
    name: 'order-service',
    directory: new URL('./none', import.meta.url).pathname,
    features: [
      feature(beginPayment, async ({ orderId }) => {
        const order = orders.get(orderId)
        if (!order) return refuse('NOT_FOUND')
        const { holdId, generation, vendorId } = order
        const earned = { commission: 1_200, commissionTax: 228 }
        const rest = { shipping: 0, taxes: 0, discountsByPlatform: 0 }
        const share = { vendorId, status: 'open' as const, total: amount, ...rest, ...earned }
        const money = { amount, currency: 'EUR', vendors: [share] }
        const hold = { holdId, generation, secondsLeft: 600 }
        return ok({ orderId, number: 'R00000000X', ownerId: 'user:buyer', ...money, ...hold })
      }),
    ],
  })
}

type Services = Awaited<ReturnType<typeof testServices>>

async function holdUnit(services: Services, { orderId, holdId, generation, vendorId }: TillOrder) {
  const sku = `SKU-${orderId}`
  const entry = { sku, productId: newId(), vendorId, warehouse: 'MAIN', quantity: 1 }
  const as = { actor: internal }
  accepted((await services.run(setStock, { causeId: 't', entries: [entry] }, as)).result)
  const hold = { holdId, generation }
  const wish = { ...hold, lifeSeconds: 60, lines: [{ sku, quantity: 1 }], limits: [] }
  accepted((await services.run(takeHold, wish, as)).result)
  const attach = { ...hold, change: 'attach' as const, orderId, lifeSeconds: 600 }
  accepted((await services.run(changeHold, attach, as)).result)
}

async function askSimulator(url: string, method: string, body?: object): Promise<unknown> {
  const json = { 'content-type': 'application/json' }
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${secretKey}`, ...(body ? json : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
