import assert from 'node:assert/strict'
import { type Product, settle } from '@rialto/testing'
import { forward } from './clock.ts'
import { plantFaults, providerBooks } from './provider.ts'
import { type Visit, visit } from './shopping.ts'
import { times } from './together.ts'
import type { World } from './world.ts'

const lanes = 12
const leaseSeconds = 60
const settleSecondsMax = 90

/** The provider is no better than the network: some answers are lost after the work, news come up to five times. */
const providerFaults = [
  { kind: 'close_after', operation: 'payment_intents.*', probability: 0.04, seed: 7 },
  { kind: 'duplicate', eventType: '*', probability: 0.3, copies: 1, seed: 8 },
  { kind: 'duplicate', eventType: '*', probability: 0.1, copies: 3, seed: 9 },
  { kind: 'reorder', eventType: '*', probability: 0.2, delayMs: 3_000, seed: 10 },
]

/**
 * People shop until the trouble is over; then, when all is quiet, what they were told is held against what there is.
 * The trouble says in words what it was.
 */
export async function shopUnder(world: World, trouble: () => Promise<string>): Promise<string> {
  const { market } = world
  const [one, two] = [await market.vendor('kept'), await market.vendor('kept-too')]
  const products = [
    await market.product(one, { stock: world.isQuick ? 20 : 400 }),
    await market.product(two, { stock: 10_000 }),
  ]
  const visits: Visit[] = []
  const faultsEnd = await plantFaults(world, providerFaults)
  let isOver = false
  const troubled = trouble().finally(() => {
    isOver = true
  })
  const lanesEnd = times(lanes).map(() => shop(world, { products, visits, over: () => isOver }))
  try {
    await Promise.all([troubled, ...lanesEnd])
  } finally {
    // Whoever fails, the trouble comes to its end first: a proof leaves the product as it found it.
    await Promise.allSettled([troubled])
    await faultsEnd()
  }
  // Jobs that a killed server had in hand are taken over when its lease ends.
  await forward(world, leaseSeconds + 1)
  await settle(world.shape.databaseUrls, settleSecondsMax)
  await checkVisits(world, visits)
  return describe(world, visits, await troubled)
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
    // Units that were lost after the order was written leave a cancelled one, and say so.
    const living = orders.filter(({ status }) => visit.refused !== 'HOLD_EXPIRED' || status !== 'cancelled')
    if (visit.refused !== null)
      assert.deepEqual(living, [], `refused with ${visit.refused}, but there is an order`)
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

async function ordersOf(
  { market }: World,
  { person }: Visit,
): Promise<{ orderId: string; status: string }[]> {
  const list = await market.wire.ask<{ items: { orderId: string; status: string }[] }>(
    'GET',
    '/api/users/orders',
    {
      token: person.token,
    },
  )
  return list.items
}

function describe(world: World, visits: readonly Visit[], done: string): string {
  const count = (test: (visit: Visit) => boolean) => visits.filter(test).length
  const lost = world.notes.filter((note) => note.what === 'lost').length
  const again = world.notes.filter((note) => note.what === 'sent' && note.attempt > 1).length
  return `${done}; ${count((one) => one.order !== null)} orders, ${count((one) => one.paid === 'captured')} paid, ${count((one) => one.refused !== null)} refused, ${lost} replies lost, ${again} requests sent again`
}
