import { consumer } from '@rialto/core'
import { paymentRefunded } from '@rialto/payment-service/contract'
import { markRefund } from '../store/returns.ts'

/**
 * The money of a return is on its way, or came back: a refund may fail after it had succeeded. It has a consumer of its
 * own, because it touches returns only: the moves of the order need not wait for it, nor it for them.
 */
export const onRefundMoved = consumer({
  name: 'order.follow_refunds',
  kind: 'reaction',
  on: [paymentRefunded],
  apply: ({ data }, tx) => markRefund(tx, data.refundId, data.status === 'succeeded'),
})
