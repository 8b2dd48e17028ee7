import { randomUUID } from 'node:crypto'
import { firstOperator } from './shape.ts'
import { openWire, until, type Wire, type WireAnswer } from './wire.ts'

export type Person = { readonly token: string; readonly id: string; readonly email: string }
export type Vendor = Person & { readonly vendorId: string; readonly slug: string }
export type Product = { readonly productId: string; readonly sku: string; readonly vendorId: string }

export type Order = {
  readonly orderId: string
  readonly number: string
  readonly status: string
  readonly totals: { readonly total: number; readonly currency: string }
}

export type Quote = {
  readonly cartId: string
  readonly cartVersion: number
  readonly quote: {
    readonly quoteId: string
    readonly digest: string
    readonly vendors: readonly {
      readonly vendorId: string
      readonly shippingMethodId: string | null
      readonly shippingOptions: readonly { readonly methodId: string }[]
      readonly total: number
    }[]
    readonly codes: readonly { readonly code: string; readonly state: string }[]
    readonly totals: { readonly total: number; readonly subtotal: number; readonly discounts: number }
  }
}

export type Payment = {
  readonly status: string
  readonly actionUrl: string | null
  readonly paymentId: string
}

export const address = {
  name: 'Ada Example',
  lines: ['Rialto 1'],
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
}
const password = 'a-long-password-7'

/** Words for what people do in a marketplace, over HTTP only: scenarios, proofs and benches are written with them. */
export function openMarket(at: string | Wire, simulatorUrl: string) {
  const wire = typeof at === 'string' ? openWire(at) : at
  const tokens = new Map<string, Person>()

  const signIn = async (email: string, secret = password): Promise<Person> => {
    const signedIn = await wire.ask<{ accessToken: string; user: { id: string } }>(
      'POST',
      '/api/users/sign-in',
      {
        body: { email, password: secret },
      },
    )
    return { token: signedIn.accessToken, id: signedIn.user.id, email }
  }

  const operator = async (): Promise<Person> => {
    const known = tokens.get(firstOperator.email)
    if (known) return known
    const person = await signIn(firstOperator.email, firstOperator.password)
    tokens.set(firstOperator.email, person)
    return person
  }

  const person = async (name: string): Promise<Person> => {
    const email = `${name}-${randomUUID().slice(0, 8)}@people.example`
    const account = { email, password, firstName: name, lastName: 'Example', roles: ['shopper'] }
    await wire.ask('POST', '/api/operator/accounts', {
      token: (await operator()).token,
      body: { accounts: [account] },
    })
    return signIn(email)
  }

  const guest = async (): Promise<Person> => {
    const made = await wire.ask<{ guestId: string; accessToken: string }>('POST', '/api/users/guest', {
      body: {},
    })
    return { token: made.accessToken, id: made.guestId, email: `guest-${made.guestId}@people.example` }
  }

  return {
    wire,
    simulator: openWire(simulatorUrl),
    signIn,
    operator,
    person,
    guest,
    vendor: vendorWord({ wire, operator, person, signIn }),
    ...stockWords(wire, operator),
    ...buyingWords(wire),
  }
}

export type Market = ReturnType<typeof openMarket>

type VendorParts = {
  wire: Wire
  operator: () => Promise<Person>
  person: (name: string) => Promise<Person>
  signIn: (email: string) => Promise<Person>
}

function vendorWord({ wire, operator, person, signIn }: VendorParts) {
  /** An approved vendor with terms of 10 % and a shipping rate everywhere. */
  return async (name: string): Promise<Vendor> => {
    const owner = await person(name)
    const slug = `${name}-${randomUUID().slice(0, 8)}`
    const contact = { person: name, email: owner.email }
    const applied = await wire.ask<{ vendorId: string }>('POST', '/api/vendors', {
      token: owner.token,
      key: slug,
      body: { slug, name, country: 'IT', story: { en: `${name} sells honest things.` }, contact },
    })
    const terms = { commissions: [{ categoryId: null, ratePpm: 100_000 }], fixed: [], feeTaxPpm: 190_000 }
    const approval = { token: (await operator()).token, body: { terms } }
    await wire.ask('POST', `/api/vendors/${applied.vendorId}/approve`, approval)
    // The token says which vendor a person works for: it is known from the next sign-in on.
    const working = await signIn(owner.email)
    const bands = ['EUR', 'USD', 'GBP'].map((currency) => ({
      upToGrams: 100_000,
      price: { amount: 500, currency },
    }))
    await wire.ask('POST', '/api/vendor/shipping-rates', {
      token: working.token,
      key: `rate-${slug}`,
      body: { name: 'Parcel', countries: null, daysMin: 2, daysMax: 4, bands },
    })
    return { ...working, vendorId: applied.vendorId, slug }
  }
}

function stockWords(wire: Wire, operator: () => Promise<Person>) {
  const warehouse = async (code = 'MAIN'): Promise<string> => {
    const token = (await operator()).token
    const body = { code, name: code, country: 'IT', priority: 1 }
    await wire.send('POST', '/api/inventory/warehouses', { token, key: `warehouse-${code}`, body })
    const list = await wire.ask<{ items: { id: string; code: string }[] }>(
      'GET',
      '/api/inventory/warehouses?limit=100',
      { token },
    )
    return list.items.find((one) => one.code === code)?.id ?? ''
  }

  /** An active product of one variant, with a price in EUR and stock. */
  const product = async (
    owner: Vendor,
    options: { price?: number; stock?: number; title?: string } = {},
  ): Promise<Product> => {
    const sku = `SKU-${randomUUID().slice(0, 12)}`
    const made = await wire.ask<{ id: string }>('POST', '/api/products', {
      token: owner.token,
      key: sku,
      body: { title: options.title ?? `A thing ${sku}`, variants: [{ sku, weightGrams: 500 }] },
    })
    await wire.ask('POST', `/api/products/${made.id}/approve`, { token: (await operator()).token, body: {} })
    await price(owner, sku, options.price ?? 1_000)
    await restock(owner, sku, options.stock ?? 100)
    return { productId: made.id, sku, vendorId: owner.vendorId }
  }

  const price = async (owner: Vendor, sku: string, amount: number): Promise<void> => {
    const list = await wire.ask<{ items: { currency: string; version: number }[] }>(
      'GET',
      `/api/vendor/prices?sku=${sku}`,
      { token: owner.token },
    )
    const version = list.items.find((one) => one.currency === 'EUR')?.version ?? 0
    await wire.ask('PUT', '/api/vendor/prices', {
      token: owner.token,
      headers: { 'if-match': String(version) },
      body: { sku, price: { amount, currency: 'EUR' } },
    })
  }

  const restock = async (owner: Vendor, sku: string, quantity: number): Promise<void> => {
    const body = { sku, warehouseId: await warehouse(), quantity }
    if (quantity > 0)
      await wire.ask('POST', '/api/inventory/receipts', { token: owner.token, key: randomUUID(), body })
  }

  return { warehouse, product, price, restock }
}

type Wish = readonly (readonly [Product, number])[]

function basketWords(wire: Wire) {
  const cart = async (buyer: Person, wishes: Wish): Promise<string> => {
    const made = await wire.ask<{ cartId: string }>('POST', '/api/carts', {
      token: buyer.token,
      key: randomUUID(),
      body: { currency: 'EUR', language: 'en', country: 'DE' },
    })
    for (const [wanted, quantity] of wishes) {
      const body = { sku: wanted.sku, quantity }
      await wire.ask('POST', `/api/carts/${made.cartId}/items`, {
        token: buyer.token,
        key: randomUUID(),
        body,
      })
    }
    return made.cartId
  }

  /** Address, contact and delivery, then the price of it all. */
  const quote = async (buyer: Person, cartId: string, codes: readonly string[] = []): Promise<Quote> => {
    const seen = await wire.ask<{ version: number }>('GET', `/api/carts/${cartId}`, { token: buyer.token })
    await wire.ask('PATCH', `/api/carts/${cartId}`, {
      token: buyer.token,
      headers: { 'if-match': String(seen.version) },
      body: { email: buyer.email, shippingAddress: address, codes: [...codes] },
    })
    return wire.ask<Quote>('POST', `/api/carts/${cartId}/quote`, { token: buyer.token, body: {} })
  }

  const submit = (buyer: Person, quoted: Quote, key: string = randomUUID()): Promise<WireAnswer<Order>> =>
    wire.send<Order>('POST', '/api/orders', {
      token: buyer.token,
      key,
      body: {
        cartId: quoted.cartId,
        cartVersion: quoted.cartVersion,
        quoteId: quoted.quote.quoteId,
        digest: quoted.quote.digest,
      },
    })

  return { cart, quote, submit }
}

function buyingWords(wire: Wire) {
  const words = basketWords(wire)
  const { cart, quote, submit } = words
  const order = async (buyer: Person, wishes: Wish, codes: readonly string[] = []): Promise<Order> => {
    const answer = await submit(buyer, await quote(buyer, await cart(buyer, wishes), codes))
    if (answer.status !== 201) throw new Error(`The order was refused: ${answer.text}`)
    return answer.body
  }

  const pay = (buyer: Person, orderId: string, card = 'pm_card_visa'): Promise<WireAnswer<Payment>> =>
    wire.send<Payment>('POST', '/api/payments/confirm', {
      token: buyer.token,
      key: randomUUID(),
      body: { orderId, paymentMethodId: card },
    })

  const orderStatus = async (buyer: Person, orderId: string): Promise<string> =>
    (await wire.ask<Order>('GET', `/api/orders/${orderId}`, { token: buyer.token })).status

  const untilStatus = (buyer: Person, orderId: string, status: string): Promise<string> =>
    until(
      () => orderStatus(buyer, orderId),
      (seen) => seen === status,
      { what: `The status ${status}` },
    )

  return { ...words, order, pay, orderStatus, untilStatus }
}
