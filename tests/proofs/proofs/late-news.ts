import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type Order, type Person, type Product, settle, until } from '@rialto/testing'
import { goToBank, payAtBank } from '../run/bank.ts'
import { forward } from '../run/clock.ts'
import { plantFaults, providerBooks } from '../run/provider.ts'
import { times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

const buyersEach = 8
const payMinutes = 30
const newsMs = { delay: 12_000, spread: 6_000 }
const outcomeSecondsMax = 60

/**
 * A capture is done and answered with a fault, asking how a payment stands takes long, and news come late, five times
 * each, in any order: nobody here knows what the provider did when the time to pay is over.
 */
const faults = [
  { kind: 'error_after', operation: 'payment_intents.capture', probability: 1, seed: 11 },
  { kind: 'slow', operation: 'payment_intents.retrieve', probability: 1, delayMs: 2_000, seed: 12 },
  { kind: 'delay', eventType: '*', probability: 1, delayMs: newsMs.delay, seed: 13 },
  { kind: 'reorder', eventType: '*', probability: 1, delayMs: newsMs.spread, seed: 14 },
  { kind: 'duplicate', eventType: '*', probability: 1, copies: 4, seed: 15 },
]

export default [
  {
    name: 'all news of payments come after the time to pay and its holds: nothing good is given back, nothing is kept',
    run: hearLate,
  },
] satisfies Proof[]

type Bought = { readonly person: Person; readonly order: Order }

async function hearLate(world: World): Promise<string> {
  const { market } = world
  const product = await market.product(await market.vendor('late'), { stock: 100 })
  const captured = await Promise.all(times(buyersEach).map(() => buy(world, product)))
  const authorised = await Promise.all(times(buyersEach).map(() => buy(world, product)))
  const faultsEnd = await plantFaults(world, faults)
  await Promise.all([
    ...captured.map(({ person, order }) => market.pay(person, order.orderId)),
    ...authorised.map(async (one) => payAtBank(world, await goToBank(world, one))),
  ])
  await forward(world, (payMinutes + 1) * 60)
  await pause(newsMs.delay + newsMs.spread)
  await faultsEnd()
  const ends = { captured: await endsOf(world, captured), authorised: await endsOf(world, authorised) }
  // Paid in time, whoever knew it: the money was taken, so the order lives.
  assert.deepEqual(
    ends.captured,
    times(buyersEach).map(() => 'paid'),
  )
  await checkMoney(world, [...captured, ...authorised])
  const paid = ends.authorised.filter((status) => status === 'paid').length
  return `${buyersEach} captured payments made paid orders; of ${buyersEach} authorised ones ${paid} did, the others ended with their time`
}

async function buy({ market }: World, product: Product): Promise<Bought> {
  const person = await market.guest()
  return { person, order: await market.order(person, [[product, 1]]) }
}

function endsOf({ market }: World, bought: readonly Bought[]): Promise<string[]> {
  const isOver = (status: string) => status === 'paid' || status === 'cancelled'
  return Promise.all(
    bought.map(({ person, order }) =>
      until(() => market.orderStatus(person, order.orderId), isOver, {
        secondsMax: outcomeSecondsMax,
        what: `The end of ${order.orderId}`,
      }),
    ),
  )
}

/** Who has an order has paid once; who has none has the money. */
async function checkMoney(world: World, bought: readonly Bought[]): Promise<void> {
  await settle(world.shape.databaseUrls)
  const books = await providerBooks(world)
  for (const { person, order } of bought) {
    const { captures = 0, amount = 0, refunded = 0 } = books.get(order.orderId) ?? {}
    const isPaid = (await world.market.orderStatus(person, order.orderId)) === 'paid'
    const wanted = isPaid ? [1, order.totals.total] : [captures, 0]
    assert.deepEqual([captures, amount - refunded], wanted, `the money of ${order.orderId}`)
  }
}
