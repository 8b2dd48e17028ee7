import assert from 'node:assert/strict'
import {
  type Actor,
  type Consumer,
  newId,
  type PublishedEvent,
  type Service,
  serviceActor,
} from '@rialto/core'
import { continueTrace } from '@rialto/http'
import inventory from '@rialto/inventory-service'
import { createWarehouse, findAvailability, setStock } from '@rialto/inventory-service/contract'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import { addCartItem, changeCart, createCart, createOrder, quoteCart } from '../contract.ts'
import order from '../service.ts'
import { type Books, emptyBooks, type Goods, standIns } from './stand-ins.ts'

export const orderService = serviceActor('order-service')
export const operator = actorWith(
  [
    'order.read_all_orders',
    'order.read_orders',
    'order.cancel_orders',
    'order.fulfil_orders',
    'order.cancel_vendor_orders',
    'order.read_vendor_orders',
    'inventory.manage_warehouses',
  ],
  { id: newId() },
)

const shopperPermissions = [
  'order.use_cart',
  'order.place_order',
  'order.read_orders',
  'order.cancel_orders',
  'order.request_returns',
] as const

/** Somebody who buys: a new person each time. */
export function person(kind: 'user' | 'guest'): Actor {
  return actorWith(shopperPermissions, { kind, id: newId() })
}

/** Somebody who works for a vendor. */
export function staffOf(vendorId: string): Actor {
  const permissions = [
    'order.read_vendor_orders',
    'order.fulfil_orders',
    'order.cancel_vendor_orders',
    'order.decide_returns',
    'order.receive_returns',
  ]
  return actorWith(permissions, { id: newId(), vendorId })
}

/** Faults of the next calls, by endpoint: `drop after` does the work and loses the answer. */
export type Faults = Map<string, 'drop after' | 'fail before'>

export type Shop = {
  readonly services: TestServices
  readonly books: Books
  readonly faults: Faults
  product(stock: number, parts?: Partial<Goods>): Promise<Goods>
  available(sku: string): Promise<number>
  close(): Promise<void>
}

/** Order-service and inventory-service as they are, on a database of their own, with stand-ins for all others. */
export async function openShop(extensions: readonly Service[] = []): Promise<Shop> {
  const books = emptyBooks()
  const faults: Faults = new Map()
  const services = await testServices({
    services: [order, withFaults(inventory, faults), ...standIns(books), ...extensions],
    ports: { 'inventory-service': { shortages: openShortages() } },
  })
  const warehouse = { code: 'NEAR', name: 'Near', country: 'IT', priority: 1 }
  accepted((await services.run(createWarehouse, warehouse, { actor: operator, key: 'warehouse' })).result)
  return {
    services,
    books,
    faults,
    product: (stock, parts) => makeProduct(services, books, { stock, ...parts }),
    available: async (sku) => {
      const found = await services.run(findAvailability, { skus: [sku] }, { actor: orderService })
      return accepted(found.result).items[0]?.available ?? -1
    },
    close: services.close,
  }
}

function withFaults(target: Service, faults: Faults): Service {
  const features = target.features.map((one) => ({
    ...one,
    handle: async (input: unknown, ctx: Parameters<typeof one.handle>[1]) => {
      const fault = faults.get(one.endpoint.name)
      faults.delete(one.endpoint.name)
      if (fault === 'fail before') return { ok: false as const, code: 'HOLD_EXPIRED' }
      const result = await one.handle(input, ctx)
      if (fault === 'drop after') throw new Error(`dropped the answer of ${one.endpoint.name}`)
      return result
    },
  }))
  return { ...target, features }
}

async function makeProduct(
  services: TestServices,
  books: Books,
  parts: Partial<Goods> & { stock: number },
): Promise<Goods> {
  const { stock, ...rest } = parts
  const goods: Goods = {
    sku: `SKU-${newId().slice(-10)}`,
    variantId: newId(),
    productId: newId(),
    vendorId: newId(),
    price: 1_000,
    status: 'active',
    categoryIds: [],
    ...rest,
  }
  books.goods.set(goods.sku, goods)
  books.vendorsWithTerms.add(goods.vendorId)
  const { sku, productId, vendorId } = goods
  const entries = [{ sku, productId, vendorId, warehouse: 'NEAR', quantity: stock }]
  accepted((await services.run(setStock, { causeId: 'test', entries }, { actor: orderService })).result)
  return goods
}

export const address = {
  name: 'Ada Lovelace',
  lines: ['12 St James Square'],
  city: 'London',
  postalCode: 'SW1Y 4LB',
  country: 'GB',
}

export type ReadyCart = {
  cartId: string
  cartVersion: number
  quoteId: string
  digest: string
  total: number
}

/** A cart with lines, contact and quote: what is left is to order it. */
export async function readyCart(
  shop: Pick<Shop, 'services'>,
  actor: Actor,
  parts: { lines: readonly (readonly [string, number])[]; codes?: string[]; email?: string },
): Promise<ReadyCart> {
  const { run } = shop.services
  const fresh = { currency: 'EUR', language: 'de' as const, country: 'DE' }
  const { cartId } = accepted((await run(createCart, fresh, { actor, key: newId() })).result)
  let version = 1
  for (const [sku, quantity] of parts.lines) {
    const added = await run(addCartItem, { cartId, sku, quantity }, { actor, key: newId() })
    version = accepted(added.result).version
  }
  const contact = { email: parts.email ?? 'ada@example.com', shippingAddress: address }
  const change = { cartId, version, ...contact, codes: parts.codes ?? [] }
  accepted((await run(changeCart, change, { actor })).result)
  const quoted = accepted((await run(quoteCart, { cartId }, { actor })).result)
  const { quoteId, digest, totals } = quoted.quote
  return { cartId, cartVersion: quoted.cartVersion, quoteId, digest, total: totals.total }
}

export function submit(shop: Pick<Shop, 'services'>, actor: Actor, cart: ReadyCart & { key?: string }) {
  const { total: _total, key = newId(), ...input } = cart
  return shop.services.run(createOrder, input, { actor, key })
}

/** A new order of these lines. */
export async function placeOrder(
  shop: Pick<Shop, 'services'>,
  actor: Actor,
  lines: readonly (readonly [string, number])[],
) {
  return accepted((await submit(shop, actor, await readyCart(shop, actor, { lines }))).result)
}

/** Gives an event to a consumer of a service, as its reader would: the effect in one transaction. */
export async function deliver<Data>(
  shop: Pick<Shop, 'services'>,
  to: Service,
  event: { type: string; data: Data },
): Promise<void> {
  const ctx = shop.services.runtime.contextFor(to.name, {
    tenant: tenantA,
    traceparent: continueTrace(undefined),
  })
  const published = {
    ...event,
    id: newId(),
    tenant: tenantA,
    subject: '',
    source: '',
    time: '',
    traceparent: null,
  }
  for (const consumer of to.consumers.filter((one) => one.types.includes(event.type))) {
    const prepared = await consumer.prepare([published], ctx)
    await ctx.tx((tx) =>
      (consumer as Consumer).apply(published as PublishedEvent, tx, { prepared: prepared, ctx: ctx }),
    )
  }
}

/** The money of an order came. */
export function pay(
  shop: Shop,
  orderId: string,
  parts: { total: number; generation?: number; paymentId?: string },
) {
  const { total, generation = 1, paymentId = newId() } = parts
  const amount = { amount: total, currency: 'EUR' }
  return deliver(shop, order, {
    type: 'payment.succeeded',
    data: { paymentId, orderId, generation, amount },
  })
}

export function fail(shop: Shop, orderId: string, parts: { attempt?: number; paymentId?: string } = {}) {
  const { attempt = 1, paymentId = newId() } = parts
  const data = { paymentId, orderId, attempt, code: 'CARD_DECLINED' }
  return deliver(shop, order, { type: 'payment.failed', data })
}

/** What order-service published, in the order of its positions, for one order. */
export async function published(shop: Shop, orderId: string) {
  const { rows } = await shop.services.database.system.query<{ type: string; data: Record<string, unknown> }>(
    'select type, data from order_outbox where subject = $1 order by pos',
    [`order:${orderId}`],
  )
  return rows
}

/** Gives all that order-service published of an order to inventory-service. */
export async function followStock(shop: Shop, orderId: string, from = 0): Promise<number> {
  const events = await published(shop, orderId)
  for (const event of events.slice(from)) await deliver(shop, inventory, event)
  return events.length
}

/**
 * Gives every event to every service, in the order of its commits, until no new one comes. The real readers do the same
 * with cursors; here one test drives them.
 */
export async function relay(services: TestServices, targets: readonly Service[]): Promise<void> {
  const read = async () => {
    const { rows } = await services.database.system.query<{ id: string; type: string; data: unknown }>(
      `select id, type, data from (select * from order_outbox union all select * from rialto_outbox) e
       order by at, pos`,
    )
    return rows
  }
  for (let events = await read(), seen = 0; events.length > seen; events = await read()) {
    for (const event of events) {
      for (const target of targets) await deliverOnce(services, target, event)
    }
    seen = events.length
  }
}

async function deliverOnce(
  services: TestServices,
  target: Service,
  event: { id: string; type: string; data: unknown },
): Promise<void> {
  const known = await services.database.system.query(
    `insert into rialto_inbox (tenant_id, consumer, event_id) values ($1, $2, $3) on conflict do nothing returning 1`,
    [tenantA, target.name, event.id],
  )
  if (known.rowCount === 1) await deliver({ services }, target, event)
}

/** Runs a job of order-service as its runner would. */
export async function runJob(shop: Shop, kind: string, data: unknown = {}): Promise<void> {
  const job = order.jobs.find((one) => one.kind === kind)
  assert.ok(job, `there is no job ${kind}`)
  const ctx = shop.services.runtime.contextFor(order.name, {
    tenant: tenantA,
    traceparent: continueTrace(undefined),
  })
  await job.run({ key: 'test', data, attempts: 1 }, ctx)
}

/** What inventory-service remembers of shortages, here for ever. */
function openShortages() {
  const met = new Set<string>()
  return { note: (key: string) => void met.add(key), has: (key: string) => met.has(key) }
}
