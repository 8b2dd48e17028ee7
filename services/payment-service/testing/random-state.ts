import { type Ctx, type Endpoint, serviceActor } from '@rialto/core'
import { accepted, type TestServices, tenantA } from '@rialto/testing'
import type { Ports } from '../ports.ts'
import { type Draw, drawFrom, drawOrder, type RandomOrder } from './random-orders.ts'

const openMax = 4_000
export const internal = serviceActor('ledger-at-random')

/** What the driver knows by itself, and the books must say as well. */
export type Known = {
  /** By vendor and currency: what its customers paid. */
  paid: Map<string, bigint>
  /** By currency: what customers got back, paid out or not. */
  back: Map<string, bigint>
  /** Refunds that are decided and not paid out, by currency. */
  owed: Map<string, bigint>
  /** What is on stored value, by currency. */
  value: Map<string, bigint>
  orders: RandomOrder[]
}

export type RandomLedger = {
  services: TestServices
  ctx: Ctx<Ports>
  draw: Draw
  seed: number
  known: Known
  open: RandomOrder[]
  ordersMade: number
  settlements: string[]
  days: number
}

export function openRandomLedger(services: TestServices, seed: number): RandomLedger {
  const scope = { tenant: tenantA, traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01` }
  const ctx = services.runtime.contextFor('payment-service', scope) as Ctx<Ports>
  const known = { paid: new Map(), back: new Map(), owed: new Map(), value: new Map(), orders: [] }
  return {
    services,
    ctx,
    draw: drawFrom(seed),
    seed,
    known,
    open: [],
    ordersMade: 0,
    settlements: [],
    days: 0,
  }
}

export function newOrder(ledger: RandomLedger): RandomOrder {
  ledger.ordersMade += 1
  return drawOrder(ledger.draw, ledger.seed, ledger.ordersMade)
}

/** The order is in the books: now other operations may meet it. */
export function take({ known, open, draw }: RandomLedger, orders: readonly RandomOrder[]): void {
  for (const order of orders) {
    for (const part of order.parts) add(known.paid, `${part.vendorId} ${order.currency}`, part.total)
    known.orders.push(order)
    if (open.length < openMax) open.push(order)
    else open[draw(openMax)] = order
  }
}

export async function call<I, O, C extends string>(
  { services }: RandomLedger,
  endpoint: Endpoint<I, O, C>,
  input: I,
): Promise<O> {
  return accepted((await services.run(endpoint, input, { actor: internal })).result)
}

export function add(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount)
}
