import { type Ctx, newId, ok, type Refusal, refuse } from '@rialto/core'
import { beginPayment, fraudScore } from '../contract.ts'
import { type FraudQuestion, scoreOf } from '../model/fraud-score.ts'
import type { Payable } from '../store/orders.ts'
import { fraudRefuseFromDefault, type OrderPorts } from './limits.ts'
import { moveOrder } from './move-order.ts'

/** `noted`: the order has an event more than was read. */
export type Screened = { readonly refusal: Refusal<'PAYMENT_DECLINED'> | null; readonly isNoted: boolean }

const countedMs = 3_600_000

/** Ids are made in the order of time: orders after this one are of the last hour. */
export function countedSince(ctx: Ctx): string {
  return newId(ctx.now().getTime() - countedMs)
}

/**
 * Asks how likely a payment is a fraud, before any money moves. The answer is part of the order's history when there is
 * anything to tell: who was refused by a rule may ask which one it was.
 */
export async function screenPayment(ctx: Ctx<OrderPorts>, row: Payable): Promise<Screened> {
  const question = questionOf(row)
  const { answer, by } = await ctx.ask(fraudScore, question, () => scoreOf(question))
  if (answer.score === 0) return { refusal: null, isNoted: false }
  const refuseFrom = ctx.ports.fraudRefuseFrom ?? fraudRefuseFromDefault
  const isRefused = refuseFrom !== 'off' && answer.score >= refuseFrom
  await ctx.tx((tx) =>
    moveOrder(ctx, tx, {
      orderId: question.orderId,
      decide: () => ok([{ type: 'PaymentScreened', data: { ...answer, by, isRefused } }]),
      cause: beginPayment.name,
    }),
  )
  const refusal = refuse('PAYMENT_DECLINED', 'This payment was not accepted. Write to the shop', {
    reason: 'not_accepted',
  })
  return { refusal: isRefused ? refusal : null, isNoted: true }
}

function questionOf({
  state,
  totals,
  shippingCountry,
  billingCountry,
  unpaidOrders,
}: Payable): FraudQuestion {
  const { orderId, ownerId, lastFailure } = state
  return {
    orderId,
    userId: ownerId.startsWith('user:') ? ownerId.slice('user:'.length) : null,
    total: totals.total,
    currency: totals.currency,
    shippingCountry,
    billingCountry,
    failedAttempts: lastFailure?.attempt ?? 0,
    unpaidOrders,
  }
}
