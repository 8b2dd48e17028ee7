import type { World } from './world.ts'

type Listed = { readonly id: string }
type Intent = Listed & { readonly status: string; readonly metadata: Readonly<Record<string, string>> }
type Charge = Listed & {
  readonly payment_intent: string
  readonly captured: boolean
  readonly amount_captured: number
  readonly amount_refunded: number
}

/** What the provider's own books say of one order. */
export type Paid = { intents: number; captures: number; amount: number; refunded: number }

const pageMax = 100
const pagesMax = 200

/** Reads the provider's books: for each order, its intents and the charges that were captured. */
export async function providerBooks(world: World): Promise<Map<string, Paid>> {
  const intents = await listAll<Intent>(world, '/v1/payment_intents')
  const charges = await listAll<Charge>(world, '/v1/charges')
  const byIntent = Map.groupBy(charges, (charge) => charge.payment_intent)
  const books = new Map<string, Paid>()
  for (const intent of intents) {
    const orderId = intent.metadata['orderId'] ?? ''
    const paid = books.get(orderId) ?? { intents: 0, captures: 0, amount: 0, refunded: 0 }
    paid.intents += 1
    for (const charge of byIntent.get(intent.id) ?? []) {
      if (!charge.captured) continue
      paid.captures += 1
      paid.amount += charge.amount_captured
      paid.refunded += charge.amount_refunded
    }
    books.set(orderId, paid)
  }
  return books
}

async function listAll<T extends Listed>(world: World, path: string): Promise<T[]> {
  const all: T[] = []
  for (let page = 1; page <= pagesMax; page += 1) {
    const last = all.at(-1)
    const after = last ? `&starting_after=${last.id}` : ''
    const list = await world.market.simulator.ask<{ data: T[]; has_more: boolean }>(
      'GET',
      `${path}?limit=${pageMax}${after}`,
      { token: world.shape.stripeSecretKey },
    )
    all.push(...list.data)
    if (!list.has_more) return all
  }
  throw new Error(`${path} has more than ${pagesMax} pages`)
}

/** Makes the provider unreliable, until the answer is called. */
export async function plantFaults(world: World, faults: readonly object[]): Promise<() => Promise<void>> {
  const { simulator } = world.market
  const ids: string[] = []
  for (const body of faults) ids.push((await simulator.ask<Listed>('POST', '/_sim/faults', { body })).id)
  return async () => {
    for (const id of ids) await simulator.send('DELETE', `/_sim/faults/${id}`)
  }
}
