import assert from 'node:assert/strict'
import { type Product, settle } from '@rialto/testing'
import { forward } from '../run/clock.ts'
import { plantFaults, providerBooks } from '../run/provider.ts'
import { type Fault, faultsAtRandom } from '../run/random-faults.ts'
import { type Visit, visit } from '../run/shopping.ts'
import { times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

const lanes = 12
const leaseSeconds = 60
const settleSecondsMax = 90

/** The provider is no better than the network: some answers are lost after the work, some news come twice. */
const faults = [
  { kind: 'close_after', operation: 'payment_intents.*', probability: 0.04, seed: 7 },
  { kind: 'duplicate', eventType: '*', probability: 0.3, copies: 2, seed: 8 },
]

export default [
  { name: 'servers are killed at random under a load of whole purchases', run: shopUnderKills },
] satisfies Proof[]

async function shopUnderKills(world: World): Promise<string> {
  const { market, random } = world
  const [one, two] = [await market.vendor('kept'), await market.vendor('kept-too')]
  const products = [
    await market.product(one, { stock: world.isQuick ? 20 : 400 }),
    await market.product(two, { stock: 10_000 }),
  ]
  const visits: Visit[] = []
  const faultsEnd = await plantFaults(world, faults)
  let isOver = false
  const failing = faultsAtRandom(world, random.branch(), world.kills).finally(() => {
    isOver = true
  })
  const [done] = await Promise.all([
    failing,
    ...times(lanes).map(() => shop(world, { products, visits, over: () => isOver })),
  ])
  await faultsEnd()
  // Jobs that a killed server had in hand are taken over when its lease ends.
  await forward(world, leaseSeconds + 1)
  await settle(world.shape.databaseUrls, settleSecondsMax)
  await checkVisits(world, visits)
  return describe(world, visits, done)
}

type Lane = { products: readonly Product[]; visits: Visit[]; over: () => boolean }

async function shop(world: World, lane: Lane): Promise<void> {
  const random = world.random.branch()
  while (!lane.over()) lane.visits.push(await visit(world, lane.products, random))
}

/** Every acknowledged order exists, once, and is paid once at the provider; of a refused one there is nothing. */
async function checkVisits(world: World, visits: readonly Visit[]): Promise<void> {
  const books = await providerBooks(world)
  for (const visit of visits) {
    const orders = await ordersOf(world, visit)
    if (visit.refused !== null)
      assert.deepEqual(orders, [], `refused with ${visit.refused}, but there is an order`)
    if (!visit.order) continue
    const { orderId } = visit.order
    assert.deepEqual(
      orders.map((order) => order.orderId),
      [orderId],
      'an acknowledged order must exist, once',
    )
    const status = await world.market.orderStatus(visit.person, orderId)
    const wanted = { captured: 'paid', declined: 'payment_failed', 'not tried': 'pending' }[visit.paid]
    assert.equal(status, wanted, `the order ${orderId} (${visit.means})`)
    const captures = books.get(orderId)?.captures ?? 0
    assert.equal(
      captures,
      visit.paid === 'captured' ? 1 : 0,
      `captured charges of ${orderId} (${visit.means})`,
    )
  }
}

async function ordersOf({ market }: World, { person }: Visit): Promise<{ orderId: string }[]> {
  const list = await market.wire.ask<{ items: { orderId: string }[] }>('GET', '/api/users/orders', {
    token: person.token,
  })
  return list.items
}

function describe(world: World, visits: readonly Visit[], faults: readonly Fault[]): string {
  const count = (test: (visit: Visit) => boolean) => visits.filter(test).length
  const lost = world.notes.filter((note) => note.what === 'lost').length
  const again = world.notes.filter((note) => note.what === 'sent' && note.attempt > 1).length
  const done = [...Map.groupBy(faults, (fault) => fault)].map(([fault, each]) => `${each.length} ${fault}`)
  return `${done.join(', ')}; ${count((one) => one.order !== null)} orders, ${count((one) => one.paid === 'captured')} paid, ${count((one) => one.refused !== null)} refused, ${lost} replies lost, ${again} requests sent again`
}
