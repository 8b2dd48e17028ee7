import { type Ctx, deriveId, feature, ok } from '@rialto/core'
import { refundPayment } from '../contract.ts'
import type { Ports } from '../ports.ts'
import { intendRefund } from './intend-refund.ts'

export default feature(refundPayment, (input, ctx: Ctx<Ports>) =>
  ctx.once(async (tx) => {
    const intended = await intendRefund(tx, {
      id: deriveId(ctx.tenant, 'refund', ctx.requestKey?.id ?? ctx.newId()),
      orderId: input.orderId,
      vendorId: input.vendorId ?? null,
      amount: input.amount === undefined ? null : BigInt(input.amount),
      reason: input.reason ?? null,
    })
    if (!intended.ok) return intended
    const { id, orderId, amount, currency, state } = intended.value
    return ok({ refundId: id, orderId, amount: { amount: Number(amount), currency }, status: state })
  }),
)
