import { type Ctx, type Job, ok } from '@rialto/core'
import { changeHold } from '@rialto/inventory-service/contract'
import { stopPayment } from '@rialto/payment-service/contract'
import { holdOf, moveTo } from '../model/moves.ts'
import type { Order } from '../model/order.ts'
import { findState } from '../store/events.ts'
import { retryDays } from './limits.ts'
import { type Decision, moveOrder } from './move-order.ts'

const secondsOfDay = 86_400

type Due = { orderId: string; generation: number; isLast?: boolean }

/**
 * The time to pay is over. Only after the provider confirmed that no payment lives may the units go back (spine 3).
 * A `pending` order is cancelled; one whose payment failed loses its units at once and may be tried again for some
 * time, with a new hold, before it is cancelled too (requirement 002.29).
 */
export default {
  kind: 'order.end_time_to_pay',
  run: async (job, ctx) => {
    const due = job.data as Due
    const found = await findState(ctx.sql, due.orderId)
    if (!found || !isDue(found.order, due)) return
    const stopped = await ctx.call(stopPayment, { orderId: due.orderId })
    if (!stopped.ok || stopped.value.outcome === 'unknown') {
      throw new Error(`Nobody can say whether the payment of ${due.orderId} was stopped`)
    }
    // The money came first: its event moves the order.
    if (stopped.value.outcome === 'captured') return
    if (found.order.status === 'payment_failed' && !due.isLast) return releaseUnits(ctx, found.order, due)
    const { orderId } = due
    const decideIt = (order: Order) => decide(due, order)
    await ctx.tx((tx) => moveOrder(ctx, tx, { orderId, decide: decideIt, cause: 'order.end_time_to_pay' }))
  },
} satisfies Job

function isDue(order: Order, due: Due): boolean {
  const isUnpaid = order.status === 'pending' || order.status === 'payment_failed'
  return isUnpaid && order.generation === due.generation
}

/** Cancels what is still unpaid and still lives from this hold; what moved on is left alone. */
export function decide(due: Due, order: Order): Decision<'INVALID_STATUS_TRANSITION'> {
  if (!isDue(order, due)) return ok([])
  const metadata = { ...holdOf(order), wasPaid: order.isPaid, reason: 'not_paid_in_time' }
  const moved = moveTo(order, 'cancelled', metadata)
  return moved.ok ? ok([moved.value]) : moved
}

async function releaseUnits(ctx: Ctx, order: Order, due: Due): Promise<void> {
  const { holdId, generation } = order
  const released = await ctx.call(changeHold, { holdId, generation, change: 'release' })
  if (!released.ok && released.code !== 'HOLD_NOT_FOUND') {
    throw new Error(`The hold of ${due.orderId} answered ${released.code} to its release`)
  }
  await ctx.tx((tx) =>
    tx.schedule({
      kind: 'order.end_time_to_pay',
      key: `${due.orderId}:${generation}:last`,
      dueInSeconds: retryDays * secondsOfDay,
      data: { ...due, isLast: true },
    }),
  )
}
