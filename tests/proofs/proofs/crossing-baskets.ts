import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Order, Product } from '@rialto/testing'
import { providerBooks } from '../run/provider.ts'
import type { Random } from '../run/random.ts'
import { atOnce, times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

const productsCount = 16
const linesMin = 8
const preparedAtOnce = 16
const shoppersAtOnce = 48

type Ending = 'paid' | 'cancelled' | 'paid, then cancelled'
type Ended = { order: Order; ending: Ending }

export default [
  { name: 'baskets of the same products in any order, held, paid and given back at once', run: crossBaskets },
] satisfies Proof[]

/** Many transactions want the same rows: whoever takes locks in an order of its own makes others wait for ever. */
async function crossBaskets(world: World): Promise<string> {
  const { market, random } = world
  const baskets = world.isQuick ? 48 : 480
  const vendor = await market.vendor('crossing')
  const products: Product[] = []
  for (const _ of times(productsCount)) products.push(await market.product(vendor, { stock: baskets }))
  const prepared = await atOnce(times(baskets), preparedAtOnce, async () => {
    const buyer = await market.guest()
    const wishes = shuffled(products, random).slice(0, random.between(linesMin, productsCount))
    const lines = wishes.map((product) => [product, 1] as const)
    return { buyer, quote: await market.quote(buyer, await market.cart(buyer, lines)) }
  })
  const notesBefore = world.notes.length
  const ended = await atOnce(prepared, shoppersAtOnce, async ({ buyer, quote }): Promise<Ended> => {
    const answer = await market.submit(buyer, quote)
    assert.equal(answer.status, 201, answer.text)
    const ending = random.pick(['paid', 'cancelled', 'paid, then cancelled'] as const)
    await end(world, { token: buyer.token, orderId: answer.body.orderId, ending })
    return { order: answer.body, ending }
  })
  const refused = world.notes
    .slice(notesBefore)
    .filter((note) => note.what === 'answered' && note.status >= 500)
  assert.deepEqual(refused, [], 'the servers were busy with each other')
  await checkMoney(world, ended)
  return `${baskets} baskets, nobody was told to come again`
}

async function end(
  { market }: World,
  wish: { token: string; orderId: string; ending: Ending },
): Promise<void> {
  const { token, orderId, ending } = wish
  if (ending !== 'cancelled') {
    const paid = await market.wire.ask<{ status: string }>('POST', '/api/payments/confirm', {
      token,
      key: randomUUID(),
      body: { orderId, paymentMethodId: 'pm_card_visa' },
    })
    assert.equal(paid.status, 'captured')
  }
  if (ending !== 'paid') {
    const cancel = () =>
      market.wire.send('POST', `/api/orders/${orderId}/cancel`, { token, key: randomUUID(), body: {} })
    // The news of the money may still be on its way to the order: then nobody decides yet.
    let answer = await cancel()
    while (answer.code === 'PAYMENT_UNSETTLED') answer = await cancel()
    assert.equal(answer.status, 200, answer.text)
  }
}

/** What was paid was captured once; whether it came back is asked of the books, when all is quiet. */
async function checkMoney(world: World, ended: readonly Ended[]): Promise<void> {
  const books = await providerBooks(world)
  for (const { order, ending } of ended) {
    const captures = books.get(order.orderId)?.captures ?? 0
    assert.equal(
      captures,
      ending === 'cancelled' ? 0 : 1,
      `captures of ${order.orderId}, which was ${ending}`,
    )
  }
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, place: random.fraction() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value)
}
