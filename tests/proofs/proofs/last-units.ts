import assert from 'node:assert/strict'
import type { Vendor } from '@rialto/testing'
import { orderAll, prepareBuyers, tally } from '../run/buyers.ts'
import { atOnce, percentile, times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

type Crowd = { buyers: number; units: number; atOnce: number }

const crowds: readonly Crowd[] = [
  { buyers: 10, units: 1, atOnce: 10 },
  { buyers: 20, units: 5, atOnce: 20 },
  { buyers: 400, units: 100, atOnce: 32 },
]

/** Each product has its own last unit: one sale in which that moment comes many times, on all servers. */
const shelf = { products: 24, unitsEach: 2, buyersEach: 4, sales: 3, atOnce: 32 }

/** More buyers than units: exactly the units are sold, to different buyers, and all others are told so. */
export default [
  ...crowds.map(
    (crowd): Proof => ({
      name: `${crowd.buyers} buyers for ${crowd.units} unit${crowd.units > 1 ? 's' : ''}, ${crowd.atOnce} at once`,
      run: (world) => sellOut(world, crowd),
    }),
  ),
  {
    name: 'many last units at once: 96 buyers for 2 units of each of 24 products, 3 times',
    run: sellShelves,
  },
] satisfies Proof[]

async function sellShelves(world: World): Promise<string> {
  const vendor = await world.market.vendor('shelf')
  for (const _ of times(shelf.sales)) await sellShelf(world, vendor)
  return `${shelf.sales * shelf.products * shelf.unitsEach} units were sold`
}

async function sellShelf(world: World, vendor: Vendor): Promise<void> {
  const { market } = world
  const products = await atOnce(times(shelf.products), 4, () =>
    market.product(vendor, { stock: shelf.unitsEach }),
  )
  const groups = await atOnce(products, 4, (product) => prepareBuyers(world, shelf.buyersEach, { product }))
  // Rivals for one product ask one after the other, and so at the same moment on different servers.
  const rivals = groups.flat()
  const outcomes = await orderAll(world, rivals, shelf.atOnce)
  const units = shelf.products * shelf.unitsEach
  assert.deepEqual(tally(outcomes), { ordered: units, SOLD_OUT: rivals.length - units })
}

async function sellOut(world: World, crowd: Crowd): Promise<string> {
  const { market } = world
  const vendor = await market.vendor('crowd')
  const product = await market.product(vendor, { stock: crowd.units })
  const buyers = await prepareBuyers(world, crowd.buyers, { product })
  const outcomes = await orderAll(world, buyers, crowd.atOnce)
  const expected = { ordered: crowd.units, SOLD_OUT: crowd.buyers - crowd.units }
  assert.deepEqual(tally(outcomes), expected)
  const ids = outcomes.filter(({ answer }) => answer.status === 201).map(({ answer }) => answer.body.orderId)
  assert.equal(new Set(ids).size, crowd.units, 'two buyers were told of the same order')
  const refusals = outcomes.filter(({ answer }) => answer.code === 'SOLD_OUT').map(({ ms }) => ms)
  const orders = outcomes.filter(({ answer }) => answer.status === 201).map(({ ms }) => ms)
  return `p99 of an order ${percentile(orders, 99).toFixed(0)} ms, of a refusal ${percentile(refusals, 99).toFixed(0)} ms`
}
