import type { getOrder } from '@rialto/order-service/contract'
import type { getPayment } from '@rialto/payment-service/contract'
import { isUnpaid } from './last-order.ts'

type Order = NonNullable<(typeof getOrder)['types']>['output']
type Payment = NonNullable<(typeof getPayment)['types']>['output']

/** What the page of a payment shows. */
export type PayState = 'form' | 'bank' | 'waiting' | 'over' | 'paid'

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
