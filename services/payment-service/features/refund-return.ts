import type { Ctx, Tx } from '@rialto/core'
import { intendRefund } from './intend-refund.ts'

export type ReturnedUnits = {
  orderId: string
  vendorId: string
  refundId: string
  refundAmount: number
  commission: number
  commissionTax: number
}

/**
 * Refunds units that came back, under the id that the return has carried from its beginning. Whoever refunded the part
 * by hand before has left less, or nothing: then the customer gets what is left, and never more than was paid (INV-6).
 */
export async function refundReturn(data: ReturnedUnits, tx: Tx, ctx: Ctx): Promise<void> {
  const { orderId, vendorId, refundId, refundAmount } = data
  if (refundAmount === 0) return
  const answer = await intendRefund(tx, {
    id: refundId,
    orderId,
    vendorId,
    amount: BigInt(refundAmount),
    reason: 'returned',
    earned: { commission: BigInt(data.commission), commissionTax: BigInt(data.commissionTax) },
    isOfUnits: true,
    isAtMost: true,
  })
  if (answer.ok && answer.value.amount === BigInt(refundAmount)) return
  ctx.log.warn('a return was refunded before it came back', { op: 'payment.refund_return', orderId })
}
