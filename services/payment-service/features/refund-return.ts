import type { Ctx, Tx } from '@rialto/core'
import { postReturn } from '../model/ledger.ts'
import { type Booking, intendRefund } from './intend-refund.ts'

export type ReturnedUnits = {
  orderId: string
  vendorId: string
  refundId: string
  refundAmount: number
  commission: number
  commissionTax: number
}

/**
 * Refunds units that came back, under the id that the return has carried from its beginning. Whoever refunded the order
 * by hand before has left less, or nothing: then the customer gets what is left, and never more than was paid (INV-6).
 */
export async function refundReturn(data: ReturnedUnits, tx: Tx, ctx: Ctx): Promise<void> {
  const { orderId, vendorId, refundId, refundAmount } = data
  if (refundAmount === 0) return
  const wish = { id: refundId, orderId, vendorId, amount: BigInt(refundAmount), reason: 'returned' }
  const whole = await intendRefund(tx, wish, bookReturn(data))
  if (whole.ok) return
  if (whole.code === 'REFUND_TOO_LARGE') {
    const rest = await intendRefund(tx, { ...wish, vendorId: null, amount: null }, bookReturn(data))
    if (rest.ok) return
  }
  ctx.log.warn('a return was refunded before it came back', { op: 'payment.refund_return', orderId })
}

function bookReturn({ vendorId, commission, commissionTax }: ReturnedUnits): Booking {
  return ({ held, amount, currency }) => {
    const ofVendor = held.find((one) => one.vendorId === vendorId)?.held ?? 0n
    const refund = {
      vendorId,
      amount,
      held: ofVendor > 0n ? ofVendor : 0n,
      commission: BigInt(commission),
      commissionTax: BigInt(commissionTax),
    }
    return postReturn(refund, currency)
  }
}
