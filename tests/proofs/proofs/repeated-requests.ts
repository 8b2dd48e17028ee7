import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type Product, settle, type Vendor, type WireAnswer } from '@rialto/testing'
import { providerBooks } from '../run/provider.ts'
import { times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

const atOnce = 4

type Request = {
  readonly what: string
  readonly send: (key: string) => Promise<WireAnswer<never>>
  /** How much of it there is: asked before and after. */
  readonly effect?: () => Promise<number>
  /** How much one request adds. */
  readonly adds?: number
}

export default [
  { name: 'a request sent again under its key has one effect and one answer, to the byte', run: repeatAll },
] satisfies Proof[]

async function repeatAll(world: World): Promise<string> {
  const { market } = world
  const vendor = await market.vendor('again')
  const product = await market.product(vendor, { stock: 50 })
  const requests = [...catalogueRequests(world, vendor, product), ...(await purchaseRequests(world, product))]
  const repeats: (() => Promise<void>)[] = []
  for (const request of requests) repeats.push(await repeat(request))
  await settle(world.shape.databaseUrls)
  // Much has happened since the first answers: the order is paid and refunded. They stay what they were.
  for (const again of repeats) await again()
  return `${requests.length} kinds of requests, ${atOnce + 1} times each`
}

/** Sends a request several times at once. Answers with a function that sends it once more. */
async function repeat(request: Request): Promise<() => Promise<void>> {
  const { what, send, effect, adds } = request
  const before = (await effect?.()) ?? 0
  const key = randomUUID()
  const answers = await Promise.all(times(atOnce).map(() => send(key)))
  const [first] = answers
  assert.ok(first && first.status < 300, `${what} was answered ${first?.text}`)
  assert.deepEqual(
    new Set(answers.map(({ status, text }) => `${status} ${text}`)).size,
    1,
    `${what}: answers differ`,
  )
  const fresh = answers.filter(({ headers }) => headers.get('idempotency-replayed') !== 'true').length
  assert.equal(fresh, 1, `${what}: ${fresh} answers say that they are the first`)
  return async () => {
    const again = await send(key)
    assert.equal(again.text, first.text, `${what}: later it was answered in another way`)
    assert.equal(
      again.headers.get('idempotency-replayed'),
      'true',
      `${what}: the later answer does not say so`,
    )
    if (effect) assert.equal((await effect()) - before, adds ?? 1, `${what}: its effect`)
  }
}

function catalogueRequests({ market }: World, vendor: Vendor, product: Product): Request[] {
  const { token } = vendor
  const { wire } = market
  const sku = `SKU-${randomUUID().slice(0, 12)}`
  return [
    {
      what: 'a receipt of stock',
      send: async (key) => {
        const warehouseId = await market.warehouse()
        const body = { sku: product.sku, warehouseId, quantity: 7 }
        return wire.send('POST', '/api/inventory/receipts', { token, key, body })
      },
      effect: async () => {
        const path = `/api/inventory/levels?sku=${product.sku}`
        const levels = await wire.ask<{ items: { onHand: number }[] }>('GET', path, { token })
        return levels.items.reduce((sum, level) => sum + level.onHand, 0)
      },
      adds: 7,
    },
    {
      what: 'a new product',
      send: (key) =>
        wire.send('POST', '/api/products', {
          token,
          key,
          body: { title: 'Once', variants: [{ sku, weightGrams: 1 }] },
        }),
    },
  ]
}

/** A purchase in its steps: each is begun when the one before it is done. */
async function purchaseRequests(world: World, product: Product): Promise<Request[]> {
  const { market } = world
  const buyer = await market.guest()
  const cartId = await market.cart(buyer, [[product, 1]])
  const quote = await market.quote(buyer, cartId)
  const { token } = buyer
  let orderId = ''
  const provider = async () => (await providerBooks(world)).get(orderId)
  const post = async (path: string, key: string, body: object) =>
    market.wire.send('POST', path, { token, key, body })
  return [
    {
      what: 'an order',
      send: async (key) => {
        const answer = await market.submit(buyer, quote, key)
        orderId = answer.body.orderId
        return answer as WireAnswer<never>
      },
    },
    {
      what: 'a payment',
      send: (key) => post('/api/payments/confirm', key, { orderId, paymentMethodId: 'pm_card_visa' }),
      effect: async () => (await provider())?.captures ?? 0,
    },
    {
      what: 'a refund',
      send: async (key) => {
        const operator = (await market.operator()).token
        const body = { orderId, amount: 100 }
        return market.wire.send('POST', '/api/payments/refund', { token: operator, key, body })
      },
      effect: async () => (await provider())?.refunded ?? 0,
      adds: 100,
    },
  ]
}
