import { randomUUID } from 'node:crypto'
import type { Endpoint, Result } from '@rialto/core'
import { createTokens } from '@rialto/jwt'
import {
  type ExampleWorld,
  type Market,
  openMarket,
  type Persona,
  type RunningShape,
  until,
} from '@rialto/testing'
import { type Answer, type Call, sendCall } from './request.ts'

export type World = ExampleWorld & {
  send(endpoint: Endpoint, call: Call, as: Persona): Promise<Answer>
  /** The same person in another marketplace, and a person who may do nothing. */
  abroad(endpoint: Endpoint, call: Call, as: Persona): Promise<Answer>
  powerless(endpoint: Endpoint, call: Call): Promise<Answer>
}

export type Keys = { tokenKeys: string; internalKey: string }

const mainTenant = '00000000-0000-7000-8000-000000000001'
const otherHost = 'other.shops.test'

/** Everything that examples stand on, made through endpoints once. */
export async function openWorld(
  shape: RunningShape,
  keys: Keys,
  endpoints: ReadonlyMap<string, Endpoint>,
): Promise<World> {
  const market = openMarket(shape.url, shape.simulatorUrl)
  const people = openPeople(market)
  const tokens = createTokens({
    keys: keys.tokenKeys,
    issuer: 'rialto-users',
    audience: 'rialto',
    cacheSeconds: 0,
  })
  const services = createTokens({
    keys: keys.internalKey,
    issuer: 'rialto-services',
    audience: 'rialto',
    cacheSeconds: 0,
  })
  const serviceToken = (tenant: string) =>
    services.make({
      subject: 'contract-loop',
      tenant,
      kind: 'service',
      permissions: [],
      roles: [],
      expiresInSeconds: 60,
    })
  const otherTenant = await openOtherTenant(market)

  const identityOf = async (as: Persona) =>
    as === 'service'
      ? { serviceToken: await serviceToken(mainTenant) }
      : { token: as === 'nobody' ? null : (await people(as)).token }

  const send = async (endpoint: Endpoint, call: Call, as: Persona) =>
    sendCall(shape.url, endpoint, { ...call, ...(await identityOf(as)) })

  const ask = async <T>(name: string, input: Record<string, unknown>, as: Persona): Promise<Result<T>> => {
    const endpoint = endpoints.get(name)
    if (!endpoint) throw new Error(`There is no endpoint ${name}`)
    const answer = await send(endpoint, { input, key: randomUUID() }, as)
    return answer.status < 400
      ? { ok: true, value: answer.body as T }
      : {
          ok: false,
          code: (answer.body as { code?: string })?.code ?? String(answer.status),
          detail: answer.text,
        }
  }
  const call = async <T>(name: string, input: Record<string, unknown>, as: Persona): Promise<T> => {
    const result = await ask<T>(name, input, as)
    if (!result.ok)
      throw new Error(`${name} refused its example's preparation: ${result.code} ${result.detail ?? ''}`)
    return result.value
  }

  return {
    send,
    abroad: async (endpoint, given, as) => {
      if (as === 'service')
        return sendCall(shape.url, endpoint, { ...given, serviceToken: await serviceToken(otherTenant) })
      if (as === 'nobody') return sendCall(shape.url, endpoint, { ...given, host: otherHost })
      const token = await moveAbroad(tokens, (await people(as)).token, otherTenant)
      return sendCall(shape.url, endpoint, { ...given, host: otherHost, token })
    },
    powerless: async (endpoint, given) => {
      const token = await tokens.make({
        subject: randomUUID(),
        tenant: mainTenant,
        kind: 'user',
        permissions: [],
        roles: [],
        expiresInSeconds: 60,
      })
      return sendCall(shape.url, endpoint, { ...given, token })
    },
    call,
    ask,
    until: (name, { input, as }, done) =>
      until(() => call(name, input, as) as Promise<never>, done, { what: name }),
    unique: (prefix) => `${prefix}-${randomUUID().slice(0, 8)}`,
    ...openThings(market, people),
  }
}

type People = (
  as: Exclude<Persona, 'nobody' | 'service'>,
) => Promise<{ token: string; id: string; email: string; vendorId: string; slug: string }>

function openPeople(market: Market): People {
  const known = new Map<string, ReturnType<People>>()
  const make: Record<string, () => Promise<unknown>> = {
    operator: market.operator,
    vendorOwner: () => market.vendor('owner'),
    otherVendor: () => market.vendor('other'),
    shopper: () => market.person('shopper'),
    otherShopper: () => market.person('stranger'),
    guest: market.guest,
  }
  return (as) => {
    const made = known.get(as) ?? (make[as]?.() as ReturnType<People>)
    known.set(as, made)
    return made
  }
}

function openThings(market: Market, people: People) {
  let product: Promise<{ productId: string; variantId: string; sku: string; vendorId: string }> | null = null
  const makeProduct = async () => {
    const made = await market.product((await people('vendorOwner')) as never, { stock: 5_000 })
    const seen = await market.wire.ask<{ variants: { id?: string; variantId?: string }[] }>(
      'GET',
      `/api/products/${made.productId}`,
    )
    return { ...made, variantId: seen.variants[0]?.variantId ?? seen.variants[0]?.id ?? '' }
  }
  const getProduct = () => {
    product ??= makeProduct()
    return product
  }
  const pendingOrder = async () => {
    const made = await getProduct()
    const order = await market.order(await people('shopper'), [[made, 1]])
    return { orderId: order.orderId, number: order.number, vendorId: made.vendorId }
  }
  return {
    vendorId: async () => (await people('vendorOwner')).vendorId,
    product: getProduct,
    pendingOrder,
    paidOrder: async () => {
      const order = await pendingOrder()
      const shopper = await people('shopper')
      const paid = await market.pay(shopper, order.orderId)
      if (paid.status !== 200) throw new Error(`The example's order was not paid: ${paid.text}`)
      await market.untilStatus(shopper, order.orderId, 'paid')
      return { ...order, email: shopper.email }
    },
  }
}

async function openOtherTenant(market: Market): Promise<string> {
  const body = { slug: 'other', name: 'Another marketplace' }
  const made = await market.wire.ask<{ tenantId: string }>('POST', '/api/tenants', {
    token: (await market.operator()).token,
    key: 'other',
    body,
  })
  return made.tenantId
}

async function moveAbroad(
  tokens: ReturnType<typeof createTokens>,
  token: string,
  tenant: string,
): Promise<string> {
  const read = await tokens.read(token)
  if (!read.ok) throw new Error('A person’s token cannot be read')
  const { subject, kind, permissions, roles, claims } = read.claims
  return tokens.make({ subject, tenant, kind, permissions, roles, claims, expiresInSeconds: 60 })
}
