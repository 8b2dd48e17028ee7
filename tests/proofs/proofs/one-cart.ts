import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Order } from '@rialto/testing'
import { times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

type Cart = { lines: { quantity: number }[] }

export default [
  { name: '10 parallel additions to one cart add ten, each sent twice', run: addTen },
  { name: '10 submits of one cart under 10 keys make one order', run: submitTen },
] satisfies Proof[]

async function addTen({ market }: World): Promise<string> {
  const product = await market.product(await market.vendor('additions'))
  const buyer = await market.guest()
  const cartId = await market.cart(buyer, [])
  const add = (key: string) =>
    market.wire.ask('POST', `/api/carts/${cartId}/items`, {
      token: buyer.token,
      key,
      body: { sku: product.sku, quantity: 1 },
    })
  const keys = times(10).map(() => randomUUID())
  await Promise.all([...keys, ...keys].map(add))
  const cart = await market.wire.ask<Cart>('GET', `/api/carts/${cartId}`, { token: buyer.token })
  assert.deepEqual(
    cart.lines.map((line) => line.quantity),
    [10],
  )
  return '20 requests, 10 units in one line'
}

async function submitTen({ market }: World): Promise<string> {
  const product = await market.product(await market.vendor('submits'), { stock: 10 })
  const buyer = await market.guest()
  const quote = await market.quote(buyer, await market.cart(buyer, [[product, 3]]))
  const answers = await Promise.all(times(10).map(() => market.submit(buyer, quote)))
  const bodies = answers.map((answer) => answer.body as Order)
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([201]))
  assert.equal(new Set(bodies.map((body) => body.orderId)).size, 1, 'one cart became several orders')
  const list = await market.wire.ask<{ pagination: { total: number } }>('GET', '/api/users/orders', {
    token: buyer.token,
  })
  assert.equal(list.pagination.total, 1)
  return 'all ten were answered with it'
}
