import assert from 'node:assert/strict'
import { until } from '@rialto/testing'
import { forward } from '../run/clock.ts'
import type { Proof, World } from '../run/world.ts'

const payMinutes = 30

export default [
  {
    name: 'holds and times to pay end by the clock of the database, whatever the servers think',
    run: endByClock,
  },
] satisfies Proof[]

async function endByClock(world: World): Promise<string> {
  const { market } = world
  const product = await market.product(await market.vendor('clock'), { stock: 3 })
  const late = await market.guest()
  const forgotten = await market.order(late, [[product, 3]])
  const hasty = await market.guest()
  const refused = await market.submit(
    hasty,
    await market.quote(hasty, await market.cart(hasty, [[product, 1]])),
  )
  assert.equal(refused.code, 'SOLD_OUT', 'all units are held')

  await forward(world, (payMinutes + 1) * 60)
  const seen = await until(
    () => market.orderStatus(late, forgotten.orderId),
    (status) => status === 'cancelled',
    { secondsMax: 30, what: 'The end of the time to pay' },
  )
  const tooLate = await market.pay(late, forgotten.orderId)
  assert.equal(tooLate.code, 'ORDER_NOT_PENDING', tooLate.text)

  // The servers' clocks are half an hour behind now: their customers must not notice.
  const buyer = await market.guest()
  const bought = await until(
    async () => market.submit(buyer, await market.quote(buyer, await market.cart(buyer, [[product, 3]]))),
    (answer) => answer.status === 201,
    { what: 'An order of the units that came back' },
  )
  const paid = await market.pay(buyer, bought.body.orderId)
  assert.equal(paid.body.status, 'captured', paid.text)
  await market.untilStatus(buyer, bought.body.orderId, 'paid')
  return `an order that nobody paid was ${seen} after ${payMinutes} minutes, and its units were sold`
}
