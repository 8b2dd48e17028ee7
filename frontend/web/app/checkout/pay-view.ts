import { currencyOf, toProviderAmount } from '@rialto/money'
import { getOrder } from '@rialto/order-service/contract'
import { getPayment } from '@rialto/payment-service/contract'
import type { Visit } from '@rialto/visit'
import { required } from '../visit.ts'
import { type PayState, stateOf } from './pay-state.ts'

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

/** Null for whoever is not the buyer, as far as this browser knows: a link in a mail may be opened anywhere. */
export async function readPayment(visit: Visit, orderId: string): Promise<PayView | null> {
  const read = await visit.api.call(getOrder, { orderId })
  if (!read.ok && (read.code === 'NOT_FOUND' || read.code === 'SIGN_IN_REQUIRED')) return null
  const order = required(read)
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
