import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Person, Product } from '@rialto/testing'
import { orderAll, prepareBuyers, tally } from '../run/buyers.ts'
import { atOnce } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

type Promotion = { perPersonMax?: number; totalMax?: number }

export default [
  { name: 'a limit of 2 per person holds over 3 products and 9 baskets at once', run: limitPerPerson },
  { name: '30 buyers for the last 7 uses of a promotion', run: lastUses },
] satisfies Proof[]

async function limitPerPerson(world: World): Promise<string> {
  const { market } = world
  const vendor = await market.vendor('limits')
  const products = [await market.product(vendor), await market.product(vendor), await market.product(vendor)]
  const code = await promotion(world, { perPersonMax: 2 })
  const person = await market.person('keen')
  const buyers = await atOnce([...products, ...products, ...products], 9, (product) =>
    prepare(world, { person, product, code }),
  )
  const outcomes = await orderAll(world, buyers, 9)
  assert.deepEqual(tally(outcomes), { ordered: 2, LIMIT_REACHED: 7 })
  // Another person is not concerned, and the units that the refused ones had wanted are free.
  const [product] = products
  assert.ok(product)
  const other = await prepare(world, { person: await market.person('other'), product, code })
  assert.deepEqual(tally(await orderAll(world, [other], 1)), { ordered: 1 })
  return '2 of 9 got the promotion, the next person too'
}

async function lastUses(world: World): Promise<string> {
  const { market } = world
  const product = await market.product(await market.vendor('uses'), { stock: 100 })
  const code = await promotion(world, { totalMax: 7 })
  const buyers = await prepareBuyers(world, 30, { product, codes: [code] })
  const outcomes = await orderAll(world, buyers, 30)
  assert.deepEqual(tally(outcomes), { ordered: 7, LIMIT_REACHED: 23 })
  return '7 got it'
}

async function prepare({ market }: World, wish: { person: Person; product: Product; code: string }) {
  const { person, product, code } = wish
  const cartId = await market.cart(person, [[product, 1]])
  return { person, quote: await market.quote(person, cartId, [code]) }
}

async function promotion({ market }: World, limits: Promotion): Promise<string> {
  const code = `P${randomUUID().slice(0, 8).toUpperCase()}`
  const token = (await market.operator()).token
  const body = { code, kind: 'percent', ratePpm: 100_000, fundedBy: 'platform', ...limits }
  await market.wire.ask('POST', '/api/pricing/promotions', { token, key: code, body })
  return code
}
