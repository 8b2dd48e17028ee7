import { newId } from '@rialto/core'
import { accepted, tenantA } from '@rialto/testing'
import { endTransfers, settleVendor } from '../contract.ts'
import { bookMoves, type Move } from '../features/book-moves.ts'
import { intendRefund } from '../features/intend-refund.ts'
import { applyRefund } from '../features/send-refund.ts'
import { postRefundPaid } from '../model/ledger.ts'
import type { Journal } from '../model/ledger-chart.ts'
import { append } from '../store/ledger.ts'
import { type Draw, type RandomOrder, saleOf } from './random-orders.ts'
import { add, call, newOrder, type RandomLedger, take } from './random-state.ts'

const movesEach = 120

/** Deliveries and refunds of many orders in one commit; their locks cross those of the other lanes. */
export async function move(ledger: RandomLedger): Promise<number> {
  const { draw, open, ctx } = ledger
  if (open.length === 0) return 0
  const moves: Move[] = []
  const paidOut: Journal[] = []
  for (let n = 0; n < movesEach; n += 1) {
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
    isOfUnits: draw(2) === 0,
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
export async function refundWithTender(ledger: RandomLedger): Promise<number> {
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

export async function settle(ledger: RandomLedger): Promise<number> {
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
