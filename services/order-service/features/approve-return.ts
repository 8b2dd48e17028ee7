import { feature, ok } from '@rialto/core'
import { approveReturn, returnApproved } from '../contract.ts'
import { decideReturn } from '../store/returns.ts'
import { moveReturn } from './move-return.ts'

export default feature(approveReturn, ({ returnId }, ctx) =>
  moveReturn<never>(ctx, {
    returnId,
    from: 'requested',
    apply: async (tx, { orderId, vendorId, refundAmount, currency }) => {
      await decideReturn(tx, returnId, { status: 'approved', answer: null })
      await tx.publish(returnApproved, `order:${orderId}`, { returnId, orderId, vendorId })
      return ok({ returnId, status: 'approved' as const, refundAmount, currency })
    },
  }),
)
