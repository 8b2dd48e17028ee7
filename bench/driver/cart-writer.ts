import { randomUUID } from 'node:crypto'
import type { Person, Product, Wire } from '@rialto/testing'

type Cart = { version: number; lines: { lineId: string }[] }
type Writer = { person: Person; products: readonly Product[]; cartId: string }

/**
 * The next write of one cart: something is put in, another quantity of it is taken, and it is taken out again. One is sent
 * after the other, as a page does.
 */
export function openWriter(wire: Wire, { person, products, cartId }: Writer): () => Promise<string> {
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
