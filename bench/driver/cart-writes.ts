// Shoppers who write their carts: each puts something in, takes another quantity of it, and takes it out again.
import { randomUUID } from 'node:crypto'
import { openMarket, type Person, type Product, type Wire } from '@rialto/testing'
import { openLeanWire } from './lean-wire.ts'
import { onPlan, runAtPace, runLoad } from './run-plan.ts'

type Plan = {
  url: string
  simulatorUrl: string
  products: Product[]
  callers: number
  seconds: number
  /** At this pace, whatever the answers; without it each shopper writes as soon as they were answered. */
  perSecond?: number
}
type Cart = { version: number; lines: { lineId: string }[] }

onPlan(async ({ url, simulatorUrl, products, callers, seconds, perSecond }: Plan) => {
  const wire = openLeanWire(url, callers)
  const shop = openMarket(wire, simulatorUrl)
  const writers = await Promise.all(
    Array.from({ length: callers }, async () => {
      const person = await shop.guest()
      return openWriter(wire, { person, products, cartId: await shop.cart(person, []) })
    }),
  )
  const write = async (n: number) => writers[n % callers]?.()
  return perSecond === undefined
    ? runLoad({ callers, seconds }, write)
    : runAtPace({ perSecond, seconds }, write)
})

type Writer = { person: Person; products: readonly Product[]; cartId: string }

/** The next write of one cart. One is sent after the other, as a page does. */
function openWriter(wire: Wire, { person, products, cartId }: Writer): () => Promise<string> {
  const { token } = person
  const path = `/api/carts/${cartId}/items`
  let turn = 0
  let cart: Cart | undefined
  let last: Promise<unknown> = Promise.resolve()
  const linePath = () => `${path}/${cart?.lines[0]?.lineId}`
  const lastSeen = () => ({ token, headers: { 'if-match': String(cart?.version) } })
  const add = async () => {
    const sku = products[turn % products.length]?.sku
    const body = { sku, quantity: 1 }
    cart = await wire.ask<Cart>('POST', path, { token, key: randomUUID(), body })
    return 'add'
  }
  const change = async () => {
    cart = await wire.ask<Cart>('PATCH', linePath(), { ...lastSeen(), body: { quantity: 3 } })
    return 'change'
  }
  const remove = async () => {
    cart = await wire.ask<Cart>('DELETE', linePath(), lastSeen())
    return 'remove'
  }
  const steps = [add, change, remove]
  return () => {
    const step = steps[turn % steps.length] ?? add
    turn += 1
    const done = last.then(step)
    last = done
    return done
  }
}
