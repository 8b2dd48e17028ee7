import { randomUUID } from 'node:crypto'
import type { Order, Person, Product, Quote, WireAnswer } from '@rialto/testing'
import { atOnce, times } from './together.ts'
import type { World } from './world.ts'

/** Somebody at the till: the basket is priced, nothing is ordered yet. */
export type Buyer = { readonly person: Person; readonly quote: Quote }

export type Wish = { readonly product: Product; readonly codes?: readonly string[] }

export type Outcome = { readonly buyer: Buyer; readonly answer: WireAnswer<Order>; readonly ms: number }

const preparedAtOnce = 16

/** Guests with a priced basket. */
export function prepareBuyers(world: World, count: number, wish: Wish): Promise<Buyer[]> {
  const { market } = world
  return atOnce(times(count), preparedAtOnce, async () => {
    const person = await market.guest()
    const cartId = await market.cart(person, [[wish.product, 1]])
    return { person, quote: await market.quote(person, cartId, wish.codes ?? []) }
  })
}

/** All of them order, so many at once. */
export function orderAll(world: World, buyers: readonly Buyer[], count: number): Promise<Outcome[]> {
  return atOnce(buyers, count, async (buyer) => {
    const startedAt = performance.now()
    const answer = await world.market.submit(buyer.person, buyer.quote, randomUUID())
    return { buyer, answer, ms: performance.now() - startedAt }
  })
}

/** What the answers say: `ordered`, or the code of the refusal, and how often. */
export function tally(outcomes: readonly { answer: WireAnswer<unknown> }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { answer } of outcomes) {
    const name = answer.status === 201 ? 'ordered' : (answer.code ?? String(answer.status))
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
