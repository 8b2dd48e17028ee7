import { randomUUID } from 'node:crypto'
import { address, type Order, type Person, type Quote, type Wire } from '@rialto/testing'
import type { Interaction } from './mix.ts'
import { oneOf, type ShopWindow } from './shop-window.ts'
import type { Shopper } from './shopper.ts'

export type Call = { wire: Wire; window: ShopWindow; sawOrder(orderId: string): void }

type Cart = { cartId: string; version: number }

/** A shopper of somebody else's shop front: a guest who calls the API. */
export async function openApiShopper(call: Call): Promise<Shopper> {
  const { wire, window } = call
  const made = await wire.ask<{ accessToken: string; guestId: string }>('POST', '/api/users/guest', {
    body: {},
  })
  const email = `guest-${made.guestId}@people.example`
  const person: Person = { token: made.accessToken, id: made.guestId, email }
  const get = (path: string) => wire.ask('GET', path, { token: person.token })
  const search = (query: string) => get(`/api/products/search?limit=24&currency=EUR&${query}`)
  return {
    way: 'API',
    does: {
      home: async () => {
        await get('/api/drops')
        await get('/api/products/categories?limit=100')
        await search('sortBy=most_wanted')
      },
      'new products': () => search('sortBy=newest'),
      'best sellers': () => search('sortBy=most_wanted'),
      'product detail': async () => {
        const { id, slug } = oneOf(window.products)
        await get(`/api/products/by-slug/${slug}?currency=EUR`)
        await get(`/api/products/${id}/reviews?limit=5`)
      },
      'search request': () => get(`/api/products/suggest?query=${oneOf(window.words).slice(0, 3)}`),
      'search results': () => search(`query=${oneOf(window.words)}`),
      ...buying(call, person),
      ...administering(call),
    },
  }
}

function buying({ wire, window, sawOrder }: Call, person: Person) {
  const { token } = person
  let cart: Cart | null = null
  let quoted: Quote | null = null
  let orderId = ''
  const post = <T>(path: string, body: object, key: string = randomUUID()) =>
    wire.ask<T>('POST', path, { token, key, body })
  return {
    'shopping cart': async () => {
      cart ??= await post<Cart>('/api/carts', { currency: 'EUR', language: 'en', country: 'DE' })
      const body = { sku: oneOf(window.products).sku, quantity: 1 }
      cart = await post<Cart>(`/api/carts/${cart.cartId}/items`, body)
    },
    'customer registration': () => wire.ask('POST', '/api/users/register', { body: newAccount() }),
    'buy request': async () => {
      const path = `/api/carts/${cart?.cartId}`
      const seen = await wire.ask<Cart>('GET', path, { token })
      const headers = { 'if-match': String(seen.version) }
      await wire.ask('PATCH', path, {
        token,
        headers,
        body: { email: person.email, shippingAddress: address },
      })
      quoted = await wire.ask<Quote>('POST', `${path}/quote`, { token, body: {} })
    },
    'buy confirm': async () => {
      const { cartId, cartVersion, quote } = quoted ?? {}
      const { quoteId, digest } = quote ?? {}
      cart = null
      const order = await post<Order>('/api/orders', { cartId, cartVersion, quoteId, digest })
      orderId = order.orderId
      sawOrder(orderId)
      await post('/api/payments/confirm', { orderId, paymentMethodId: 'pm_card_visa' })
    },
    'order inquiry': () => wire.ask('GET', '/api/users/orders', { token }),
    'order display': async () => {
      await wire.ask('GET', `/api/orders/${orderId}`, { token })
      await wire.ask('GET', `/api/payments/by-order/${orderId}`, { token })
    },
  } satisfies Partial<Record<Interaction, () => Promise<unknown>>>
}

/** What the mix calls an administrator is a vendor here, who looks at a product and gives it another price. */
export function administering({ wire, window }: Call) {
  const { token } = window.vendor
  const { productId, sku } = window.ownProduct
  const prices = () =>
    wire.ask<{ items: { currency: string; version: number }[] }>('GET', `/api/vendor/prices?sku=${sku}`, {
      token,
    })
  return {
    'admin request': async () => {
      await wire.ask('GET', `/api/products/${productId}`, { token })
      await prices()
    },
    'admin confirm': async () => {
      const { items } = await prices()
      const version = items.find((one) => one.currency === 'EUR')?.version ?? 0
      const price = { amount: 1_000 + Math.floor(Math.random() * 1_000), currency: 'EUR' }
      const headers = { 'if-match': String(version) }
      await wire.ask('PUT', '/api/vendor/prices', { token, headers, body: { sku, price } })
    },
  } satisfies Partial<Record<Interaction, () => Promise<unknown>>>
}

export function newAccount() {
  const email = `new-${randomUUID()}@people.example`
  return { email, password: 'a-long-password-7', firstName: 'New', lastName: 'Example' }
}
