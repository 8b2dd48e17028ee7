import { currencyOf, toProviderAmount } from '@rialto/money'
import { getOrder } from '@rialto/order-service/contract'
import { getPayment } from '@rialto/payment-service/contract'
import type { Visit } from '@rialto/visit'
import { required } from '../visit.ts'
import { isUnpaid } from './last-order.ts'

type Order = NonNullable<(typeof getOrder)['types']>['output']
type Payment = NonNullable<(typeof getPayment)['types']>['output']

/** What the page of a payment shows. */
export type PayState = 'form' | 'bank' | 'waiting' | 'over' | 'paid'

export type PayView = {
  readonly state: PayState
  readonly orderId: string
  readonly number: string
  readonly total: { readonly amount: number; readonly currency: string }
  /** As the provider counts: its smallest unit is not always ours. */
  readonly providerAmount: number
  readonly secondsLeft: number | null
  /** Why the last attempt failed; null when none did. */
  readonly declined: string | null
  readonly actionUrl: string | null
}

export async function readPayment(visit: Visit, orderId: string): Promise<PayView> {
  const order = required(await visit.api.call(getOrder, { orderId }))
  // An order that nobody has begun to pay has no payment yet.
  const found = await visit.api.call(getPayment, { orderId })
  const payment = found.ok ? found.value : null
  const { total: amount, currency } = order.totals
  const provider = { amount: BigInt(amount), currency: currencyOf(currency) }
  return {
    state: stateOf(order, payment),
    orderId,
    number: order.number,
    total: { amount, currency },
    providerAmount: toProviderAmount(provider),
    secondsLeft: order.payBy === null ? null : Math.round((Date.parse(order.payBy) - Date.now()) / 1_000),
    declined: payment?.status === 'failed' ? (payment.failure?.code ?? 'CARD_DECLINED') : null,
    actionUrl: payment?.status === 'requires_action' ? payment.actionUrl : null,
  }
}

/** Where a payment stands. Money that is on its way is never asked for twice: `waiting` has no form. */
export function stateOf(
  order: Pick<Order, 'status' | 'totals'>,
  payment: Pick<Payment, 'status' | 'actionUrl'> | null,
): PayState {
  if (order.status === 'cancelled') return 'over'
  if (!isUnpaid(order.status) || order.totals.total === 0) return 'paid'
  switch (payment?.status) {
    case 'captured':
      return 'paid'
    case 'authorised':
    case 'unknown':
      return 'waiting'
    case 'requires_action':
      return payment.actionUrl === null ? 'form' : 'bank'
    default:
      return 'form'
  }
}
