import assert from 'node:assert/strict'
import { orderAll, prepareBuyers, tally } from '../run/buyers.ts'
import { percentile } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

type Crowd = { buyers: number; units: number; atOnce: number }

const crowds: readonly Crowd[] = [
  { buyers: 10, units: 1, atOnce: 10 },
  { buyers: 20, units: 5, atOnce: 20 },
  { buyers: 400, units: 100, atOnce: 32 },
]

/** More buyers than units: exactly the units are sold, to different buyers, and all others are told so. */
export default crowds.map(
  (crowd): Proof => ({
    name: `${crowd.buyers} buyers for ${crowd.units} unit${crowd.units > 1 ? 's' : ''}, ${crowd.atOnce} at once`,
    run: (world) => sellOut(world, crowd),
  }),
)

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
