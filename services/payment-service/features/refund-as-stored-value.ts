import { feature, ok, refuse } from '@rialto/core'
import { paymentRefunded, refundAsStoredValue } from '../contract.ts'
import { refundedAsValue } from '../model/ledger-stored-value.ts'
import { findStoredValue } from '../store/ledger-stored-value.ts'
import { moveRefund, type Refund } from '../store/refunds.ts'
import { findTenderByOrder } from '../store/tenders.ts'
import { intendRefund, type PayOut } from './intend-refund.ts'

export default feature(refundAsStoredValue, ({ refundId, orderId, storedValueId, ...wish }, ctx) =>
  ctx.tx(async (tx) => {
    const value = await findStoredValue(tx, storedValueId)
    if (!value) return refuse('NOT_FOUND', 'There is no such stored value')
    if (value.isOver) return refuse('STORED_VALUE_EXPIRED', 'The last day of this stored value is over')
    const tender = await findTenderByOrder(tx, orderId)
    if (tender && tender.currency !== value.currency)
      return refuse('STORED_VALUE_CURRENCY', `This stored value is in ${value.currency}`)
    const answer = await intendRefund(
      tx,
      {
        id: refundId,
        orderId,
        vendorId: wish.vendorId ?? null,
        amount: wish.amount === undefined ? null : BigInt(wish.amount),
        reason: 'stored value',
      },
      asStoredValue(storedValueId),
    )
    if (!answer.ok) return answer
    const { amount, currency } = answer.value
    return ok({ refundId, storedValueId, amount: Number(amount), currency })
  }),
)

/** The refund is paid out in the commit that decides it: nobody outside has to be asked. */
function asStoredValue(storedValueId: string): PayOut {
  const onto = ({ amount, currency }: Refund) => ({ storedValueId, amount, currency })
  return {
    book: (refund) => [
      { type: 'journal', orderId: refund.orderId, journal: refundedAsValue(onto(refund), refund) },
    ],
    finish: async (tx, { id: refundId, orderId, vendorId, amount, currency }) => {
      await moveRefund(tx, refundId, { state: 'succeeded', providerRefundId: null })
      const money = { amount: Number(amount), currency }
      const told = { refundId, orderId, vendorId, amount: money, status: 'succeeded' as const }
      await tx.publish(paymentRefunded, `order:${orderId}`, told)
    },
  }
}
