import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Order, Person } from '@rialto/testing'
import { goToBank, payAtBank } from '../run/bank.ts'
import { plantFaults, providerBooks } from '../run/provider.ts'
import { times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

const buyers = 24
const secondsMax = 60
const lookMs = 1_000
/** Longer than it takes until the payment's own job has asked the provider and heard that nothing was decided. */
const bankSeconds = 10

/** No news ever arrives, and nobody who paid comes back to say so. */
const faults = [{ kind: 'drop', eventType: '*', probability: 1, seed: 3 }]

export default [
  {
    name: 'every webhook is lost and every payer is gone: what was paid at the bank is paid here within a minute',
    run: payAndVanish,
  },
] satisfies Proof[]

async function payAndVanish(world: World): Promise<string> {
  const { market } = world
  const vendor = await market.vendor('unheard')
  const product = await market.product(vendor, { stock: 1_000 })
  const faultsEnd = await plantFaults(world, faults)
  const bought: { person: Person; order: Order; paysAt: number }[] = []
  await Promise.all(
    times(buyers).map(async () => {
      const person = await market.guest()
      const order = await market.order(person, [[product, 1]])
      const intentId = await goToBank(world, { person, order })
      await pause(bankSeconds * 1_000)
      await payAtBank(world, intentId)
      bought.push({ person, order, paysAt: performance.now() })
    }),
  )
  const slowest = Math.max(...(await Promise.all(bought.map((one) => secondsUntilPaid(world, one)))))
  await faultsEnd()
  const books = await providerBooks(world)
  for (const { order } of bought) assert.equal(books.get(order.orderId)?.captures, 1)
  return `${buyers} orders, the last one ${slowest.toFixed(0)} s after its payment`
}

async function secondsUntilPaid(
  { market }: World,
  { person, order, paysAt }: { person: Person; order: Order; paysAt: number },
): Promise<number> {
  for (;;) {
    const seconds = (performance.now() - paysAt) / 1_000
    if ((await market.orderStatus(person, order.orderId)) === 'paid') return seconds
    assert.ok(seconds < secondsMax, `the order ${order.orderId} is not paid after ${secondsMax} s`)
    await pause(lookMs)
  }
}
