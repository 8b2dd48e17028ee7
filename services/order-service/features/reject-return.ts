import { feature, ok } from '@rialto/core'
import { rejectReturn, returnRejected } from '../contract.ts'
import { decideReturn } from '../store/returns.ts'
import { moveReturn } from './move-return.ts'

// The vendor's words stay in the row: events hold nothing that somebody typed.
export default feature(rejectReturn, ({ returnId, answer }, ctx) =>
  moveReturn<never>(ctx, {
    returnId,
    from: 'requested',
    apply: async (tx, { orderId, vendorId, refundAmount, currency }) => {
      await decideReturn(tx, returnId, { status: 'rejected', answer: answer.trim() })
      await tx.publish(returnRejected, `order:${orderId}`, { returnId, orderId, vendorId })
      return ok({ returnId, status: 'rejected' as const, refundAmount, currency })
    },
  }),
)
