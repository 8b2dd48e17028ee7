// The whole way of a shopper: list, product, cart, two lines of two vendors, address, prices, shipping, prices again,
// order, payment through the simulator, paid.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { address, openMarket, type Person, type Product, type Quote } from '@rialto/testing'
import { openLeanWire } from './lean-wire.ts'
import { onPlan, runLoad } from './run-plan.ts'

type Plan = {
  url: string
  simulatorUrl: string
  products: [Product[], Product[]]
  shoppers: number
  seconds?: number
  total?: number
}
type Shop = ReturnType<typeof openMarket>
type Cart = { cartId: string; version: number }

onPlan(async (plan: Plan) => {
  const wire = openLeanWire(plan.url, plan.shoppers)
  const shop = openMarket(wire, plan.simulatorUrl)
  const people = await Promise.all(Array.from({ length: plan.shoppers }, () => shop.guest()))
  const { shoppers: callers, seconds, total } = plan
  const load = {
    callers,
    ...(seconds === undefined ? {} : { seconds }),
    ...(total === undefined ? {} : { total }),
  }
  return runLoad(load, (caller, turn) => {
    const wishes = plan.products.map((list) => list[(caller + turn) % list.length] as Product)
    return journey(shop, people[caller] as Person, wishes)
  })
})

async function journey(shop: Shop, person: Person, wishes: readonly Product[]): Promise<void> {
  const { wire } = shop
  const { token } = person
  await wire.ask('GET', '/api/products/search?query=thing&limit=20')
  await wire.ask('GET', `/api/products/${wishes[0]?.productId}`)
  const quoted = await fillCart(shop, person, wishes)
  const ordered = await shop.submit(person, quoted)
  if (ordered.status !== 201) throw new Error(`An order was refused: ${ordered.text}`)
  const { orderId } = ordered.body
  const paid = await wire.ask<{ status: string }>('POST', '/api/payments/confirm', {
    token,
    key: randomUUID(),
    body: { orderId, paymentMethodId: 'pm_card_visa' },
  })
  if (paid.status !== 'captured') throw new Error(`The payment of ${orderId} is ${paid.status}`)
  await untilPaid(shop, person, orderId)
}

const lookMs = 100
const looksMax = 100

/** A page that shows an order looks again after a moment, not as fast as it can. */
async function untilPaid(shop: Shop, person: Person, orderId: string): Promise<void> {
  for (let look = 0; look < looksMax; look += 1) {
    await pause(lookMs)
    if ((await shop.orderStatus(person, orderId)) === 'paid') return
  }
  throw new Error(`The order ${orderId} was not paid after ${looksMax} looks`)
}

async function fillCart({ wire }: Shop, person: Person, wishes: readonly Product[]): Promise<Quote> {
  const { token } = person
  const made = await wire.ask<Cart>('POST', '/api/carts', {
    token,
    key: randomUUID(),
    body: { currency: 'EUR', language: 'en', country: 'DE' },
  })
  const path = `/api/carts/${made.cartId}`
  let cart = made
  for (const { sku } of wishes) {
    cart = await wire.ask<Cart>('POST', `${path}/items`, {
      token,
      key: randomUUID(),
      body: { sku, quantity: 1 },
    })
  }
  const change = (version: number, body: object) =>
    wire.ask<Cart>('PATCH', path, { token, headers: { 'if-match': String(version) }, body })
  cart = await change(cart.version, { email: person.email, shippingAddress: address })
  const offered = await wire.ask<Quote>('POST', `${path}/quote`, { token, body: {} })
  const shipping = offered.quote.vendors.map(({ vendorId, shippingOptions }) => ({
    vendorId,
    methodId: shippingOptions[0]?.methodId,
  }))
  await change(cart.version, { shipping })
  return wire.ask<Quote>('POST', `${path}/quote`, { token, body: {} })
}
