import { consumer, type EventType, ok, refuse } from '@rialto/core'
import { paymentFailed, paymentIntentCreated, paymentSucceeded } from '@rialto/payment-service/contract'
import { apply, holdOf, moveTo } from '../model/moves.ts'
import type { Order, OrderEvent, OrderStatus } from '../model/order.ts'
import { type Decision, moveOrder } from './move-order.ts'

/**
 * Money has its own service; the order follows. One consumer for all news of a payment, because the timeline tells them
 * in their order. A move that cannot be made parks the stream: a person must look.
 */
export const onPaymentMoved = consumer({
  name: 'order.follow_payments',
  kind: 'reaction',
  on: [
    paymentIntentCreated,
    paymentSucceeded,
    paymentFailed,
  ] as readonly EventType[] as readonly EventType<PaymentNews>[],
  // Only heads of orders are locked, and nobody else locks two of them.
  together: 'in turn',
  apply: async ({ data, type }, tx, { ctx }) => {
    const decideIt = (order: Order) => decideNews(type, data, order)
    const move = { orderId: data.orderId, decide: decideIt, cause: type }
    const moved = await moveOrder(ctx, tx, move)
    if (!moved.ok)
      throw new Error(`The order ${data.orderId} answered ${moved.code} to ${type}: ${moved.detail}`)
  },
})

type PaymentNews = { orderId: string } & Success & { attempt: number; code: string }

function decideNews(type: string, data: PaymentNews, order: Order): Decision<string> {
  switch (type) {
    case paymentIntentCreated.type:
      return decideIntent(data, order)
    case paymentSucceeded.type:
      return decideSuccess(data, order)
    case paymentFailed.type:
      return decideFailure(data, order)
    default:
      throw new Error(`Nobody decides ${type} for an order`)
  }
}

/** The provider knows of the payment: an entry in the timeline, once. */
export function decideIntent(data: { paymentId: string }, order: Order): Decision<never> {
  const isKnown = order.paymentId === data.paymentId || order.isPaid
  return ok(isKnown ? [] : [{ type: 'PaymentIntentCreated', data: { paymentId: data.paymentId } }])
}

type Success = {
  paymentId: string
  generation: number
  amount: { amount: number; currency: string }
}

/**
 * The money came. While the order waits for it, it is paid. A cancelled order stays cancelled: the money is noted and
 * its refund asked for, once (spine 5). A good order is never refunded.
 */
export function decideSuccess(
  data: Success,
  order: Order,
): Decision<'AMOUNT_WRONG' | 'PAID_TWICE' | 'GENERATION_WRONG'> {
  if (order.isPaid) {
    return order.paymentId === data.paymentId ? ok([]) : refuse('PAID_TWICE', `also by ${data.paymentId}`)
  }
  if (data.amount.amount !== order.total || data.amount.currency !== order.currency) {
    return refuse('AMOUNT_WRONG', `${data.amount.amount} ${data.amount.currency} for ${order.total}`)
  }
  const came: OrderEvent = {
    type: 'PaymentSucceeded',
    data: {
      paymentId: data.paymentId,
      amount: order.total,
      currency: order.currency,
      generation: data.generation,
    },
  }
  if (order.status === 'cancelled') {
    return ok([came, { type: 'RefundAsked', data: { ...holdOf(order), reason: 'paid_too_late' } }])
  }
  if (data.generation !== order.generation) {
    return refuse('GENERATION_WRONG', `${data.generation}, but the order lives from ${order.generation}`)
  }
  const path: OrderStatus[] = order.status === 'payment_failed' ? ['pending', 'paid'] : ['paid']
  return ok([came, ...walk(apply(order, came), path)])
}

/** An attempt failed: another may follow while the hold lasts. Old news about an attempt change nothing. */
export function decideFailure(
  data: { paymentId: string; attempt: number; code: string },
  order: Order,
): Decision<never> {
  const { paymentId, attempt, code } = data
  const last = order.lastFailure
  const isOld = last !== null && last.paymentId === paymentId && attempt <= last.attempt
  if (isOld || order.isPaid || (order.status !== 'pending' && order.status !== 'payment_failed')) {
    return ok([])
  }
  const failed: OrderEvent = { type: 'PaymentFailed', data: { paymentId, attempt, reason: code } }
  const moved = moveTo(order, 'payment_failed', { orderId: order.orderId, code })
  return ok(moved.ok ? [failed, moved.value] : [failed])
}

function walk(order: Order, path: readonly OrderStatus[]): OrderEvent[] {
  const events: OrderEvent[] = []
  let now = order
  for (const status of path) {
    const moved = moveTo(now, status, status === 'paid' ? holdOf(now) : { orderId: now.orderId })
    if (!moved.ok) throw new Error(`An order that is ${now.status} cannot be paid`)
    events.push(moved.value)
    now = apply(now, moved.value)
  }
  return events
}
