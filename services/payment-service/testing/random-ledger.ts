import { type Ctx, type Endpoint, newId, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantA } from '@rialto/testing'
import {
  beginRedemption,
  correctLedger,
  endRedemption,
  endTransfers,
  expireStoredValue,
  issueStoredValue,
  rebuildBalances,
  settleVendor,
} from '../contract.ts'
import { bookMoves, type Move } from '../features/book-moves.ts'
import { intendRefund } from '../features/intend-refund.ts'
import projectLedger from '../features/project-ledger.ts'
import { applyRefund } from '../features/send-refund.ts'
import { postRefundPaid } from '../model/ledger.ts'
import type { Journal } from '../model/ledger-chart.ts'
import type { Ports } from '../ports.ts'
import { append } from '../store/ledger.ts'
import { currencies, type Draw, drawFrom, drawOrder, type RandomOrder, saleOf } from './random-orders.ts'

const ordersEach = 120
const openMax = 4_000
const lanes = 3
const internal = serviceActor('ledger-at-random')
const operator = actorWith(['payment.refund_order'], { id: 'operator' })

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

/** Random work until so many journals are there: operations of all kinds, in batches, three lanes at once. */
export async function workAtRandom(ledger: RandomLedger, journals: number): Promise<void> {
  let left = journals
  const lane = async () => {
    while (left > 0) {
      const made = await work(ledger)
      left -= made
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

function work(ledger: RandomLedger): Promise<number> {
  const kinds: [number, (ledger: RandomLedger) => Promise<number>][] = [
    [30, sell],
    [40, move],
    [8, settle],
    [6, useValue],
    [6, refundWithTender],
    [6, project],
    [2, correct],
  ]
  let drawn = ledger.draw(kinds.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, kind] of kinds) {
    if (drawn < weight) return kind(ledger)
    drawn -= weight
  }
  return Promise.resolve(0)
}

/** Captures: many sales in one commit, some of them told twice. */
async function sell(ledger: RandomLedger): Promise<number> {
  const orders = Array.from({ length: 20 + ledger.draw(ordersEach) }, () => newOrder(ledger))
  const journals = orders.map(saleOf)
  await ledger.ctx.tx((tx) => append(tx, [...journals, ...journals.slice(0, 3)]))
  take(ledger, orders)
  return journals.length
}

function newOrder(ledger: RandomLedger): RandomOrder {
  ledger.ordersMade += 1
  return drawOrder(ledger.draw, ledger.seed, ledger.ordersMade)
}

/** The order is in the books: now other operations may meet it. */
function take({ known, open, draw }: RandomLedger, orders: readonly RandomOrder[]): void {
  for (const order of orders) {
    for (const part of order.parts) add(known.paid, `${part.vendorId} ${order.currency}`, part.total)
    known.orders.push(order)
    if (open.length < openMax) open.push(order)
    else open[draw(openMax)] = order
  }
}

/** Deliveries and refunds of many orders in one commit; their locks cross those of the other lanes. */
async function move(ledger: RandomLedger): Promise<number> {
  const { draw, open, ctx } = ledger
  if (open.length === 0) return 0
  const moves: Move[] = []
  const paidOut: Journal[] = []
  for (let n = 0; n < ordersEach; n += 1) {
    const order = open[draw(open.length)]
    if (!order) continue
    if (draw(2) === 0) moves.push(...deliverSome(order, draw))
    else {
      const refund = drawRefund(ledger, order)
      if (!refund) continue
      moves.push(refund)
      // Not every refund is paid out before the run is over.
      if (draw(4) > 0) paidOut.push(...payOut(ledger, order.currency, refund))
    }
  }
  await ctx.tx((tx) => bookMoves(tx, moves))
  await ctx.tx((tx) => append(tx, paidOut))
  return moves.length + paidOut.length
}

function deliverSome(order: RandomOrder, draw: Draw): Move[] {
  const waiting = order.parts.filter((part) => !part.isDelivered)
  const part = waiting[draw(waiting.length + 1)]
  if (!part) return []
  part.isDelivered = true
  const earned = { commission: part.commission, commissionTax: part.commissionTax }
  const availableOn = new Date(Date.now() + (draw(5) === 0 ? 86_400_000 * 9 : -86_400_000))
    .toJSON()
    .slice(0, 10)
  return [{ type: 'delivery', orderId: order.orderId, vendorId: part.vendorId, earned, availableOn }]
}

/** A refund within what is left. What is left is known here too, so that it can be held against the books. */
function drawRefund(ledger: RandomLedger, order: RandomOrder): (Move & { type: 'refund' }) | undefined {
  const { draw, known } = ledger
  const part = order.parts[draw(order.parts.length)]
  const left = order.isRefundedWhole ? order.amount : (part?.left ?? 0n)
  if (!part || left === 0n) return undefined
  const amount = draw(3) === 0 ? left : 1n + (left * BigInt(draw(100))) / 101n
  order.refunds += 1
  if (order.isRefundedWhole) order.amount -= amount
  else part.left -= amount
  add(known.back, order.currency, amount)
  add(known.owed, order.currency, amount)
  const earned = { commission: BigInt(draw(500)), commissionTax: BigInt(draw(90)) }
  return {
    type: 'refund',
    id: newId(),
    orderId: order.orderId,
    vendorId: order.isRefundedWhole ? null : part.vendorId,
    amount,
    earned: draw(2) === 0 ? earned : null,
  }
}

function payOut(
  { known, draw }: RandomLedger,
  currency: string,
  refund: Move & { type: 'refund' },
): Journal[] {
  const { id: cause, orderId, amount } = refund
  const journal = (outcome: 'succeeded' | 'failed') => ({
    kind: `refund ${outcome}`,
    cause,
    orderId,
    postings: postRefundPaid(amount, currency, outcome),
  })
  // One in eight comes back after it had succeeded: it is owed again.
  if (draw(8) === 0) return [journal('succeeded'), journal('failed')]
  add(known.owed, currency, -amount)
  return [journal('succeeded')]
}

/** The refund of a tender, as an operator asks for it: decided, paid out, or failed and made again. */
async function refundWithTender(ledger: RandomLedger): Promise<number> {
  const { ctx, draw, services } = ledger
  const order = newOrder(ledger)
  const { orderId, tenderId, currency, amount, parts } = order
  await services.database.system.query(
    `insert into payment_tender (tenant_id, id, order_id, order_number, owner_id, amount, currency, state, hold_id, generation)
     values ($1, $2, $3, 'R00000000X', 'user:x', $4, $5, 'captured', $2, 1)`,
    [tenantA, tenderId, orderId, amount, currency],
  )
  await ctx.tx((tx) => append(tx, [saleOf(order)]))
  const vendorId = parts[0]?.vendorId ?? null
  const wish = () => ({ id: newId(), orderId, vendorId, amount: null, reason: null })
  const first = accepted(await ctx.tx((tx) => intendRefund(tx, wish())))
  const isFailing = draw(2) === 0
  await applyRefund(ctx, first.id, { id: 're_1', status: isFailing ? 'failed' : 'succeeded' })
  if (isFailing) {
    const again = accepted(await ctx.tx((tx) => intendRefund(tx, wish())))
    await applyRefund(ctx, again.id, { id: 're_2', status: 'succeeded' })
  }
  order.refunds = 1
  const [part] = order.parts
  if (part) {
    part.left = 0n
    add(ledger.known.back, currency, part.total)
  }
  take({ ...ledger, open: [] }, [order])
  return 3
}

async function settle(ledger: RandomLedger): Promise<number> {
  const { draw, open, settlements } = ledger
  const order = open[draw(open.length)]
  const vendorId = order?.parts[0]?.vendorId
  if (!order || !vendorId) return 0
  ledger.days += 1
  const day = new Date(Date.UTC(2000, 0, 1) + ledger.days * 86_400_000).toJSON().slice(0, 10)
  const input = { vendorId, currency: order.currency, day }
  // Two schedulers at once make one settlement.
  const [answer] = await Promise.all([1, 2].map(() => call(ledger, settleVendor, input)))
  if (answer?.settlement) settlements.push(answer.settlement.settlementId)
  const told = Array.from({ length: draw(3) }, () => settlements[draw(settlements.length)] ?? newId())
  const transfers = [...new Set(told)].map((settlementId) => ({
    settlementId,
    outcome: draw(4) === 0 ? ('failed' as const) : ('succeeded' as const),
  }))
  if (transfers.length > 0) await call(ledger, endTransfers, { transfers })
  return 2 + transfers.length
}

/** Stored value is issued, promised to orders, and used with their cards or given back. */
async function useValue(ledger: RandomLedger): Promise<number> {
  const { draw, known } = ledger
  const currency = currencies[draw(currencies.length)] ?? 'EUR'
  const storedValueId = newId()
  const amount = 1_000 + draw(20_000)
  await call(ledger, issueStoredValue, { issueId: newId(), storedValueId, amount, currency })
  add(known.value, currency, BigInt(amount))
  const orders = Array.from({ length: 6 }, () => ({ ...newOrder(ledger), currency }))
  const paid = await Promise.all(orders.map((order) => payWithValue(ledger, storedValueId, order)))
  await call(ledger, expireStoredValue, { storedValueId })
  take(ledger, orders)
  return 1 + orders.length + paid.filter(Boolean).length
}

async function payWithValue(
  ledger: RandomLedger,
  storedValueId: string,
  order: RandomOrder,
): Promise<boolean> {
  const { draw, known, services, ctx } = ledger
  const wanted = order.amount > 5_000n ? 5_000 : Number(order.amount)
  const redemption = {
    storedValueId,
    redemptionId: newId(),
    orderId: order.orderId,
    amount: wanted,
    lifeSeconds: 600,
  }
  const begun = await services.run(beginRedemption, redemption, { actor: internal })
  const change = draw(4) === 0 ? ('void' as const) : ('post' as const)
  if (begun.result.ok) await call(ledger, endRedemption, { redemptionId: redemption.redemptionId, change })
  const isUsed = begun.result.ok && change === 'post'
  if (isUsed) {
    order.fromValue = BigInt(wanted)
    add(known.value, order.currency, BigInt(-wanted))
  }
  await ctx.tx((tx) => append(tx, [saleOf(order)]))
  return isUsed
}

async function project(ledger: RandomLedger): Promise<number> {
  await projectLedger.run({ key: '', data: {}, attempts: 1 }, ledger.ctx)
  if (ledger.draw(10) > 0) return 0
  const key = newId()
  accepted((await ledger.services.run(rebuildBalances, {}, { actor: operator, key })).result)
  return 0
}

async function correct(ledger: RandomLedger): Promise<number> {
  const row = { debit: 'provider.fees', credit: 'provider.pending', amount: 1, currency: 'EUR' }
  const input = { reason: 'provider_differs' as const, rows: [row] }
  accepted((await ledger.services.run(correctLedger, input, { actor: operator, key: newId() })).result)
  return 1
}

async function call<I, O, C extends string>(
  { services }: RandomLedger,
  endpoint: Endpoint<I, O, C>,
  input: I,
): Promise<O> {
  return accepted((await services.run(endpoint, input, { actor: internal })).result)
}

function add(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount)
}
