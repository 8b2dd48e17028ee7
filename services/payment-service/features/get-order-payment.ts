import { feature, ok, refuse } from '@rialto/core'
import { getOrderPayment } from '../contract.ts'
import { listRefundsOfOrder } from '../store/operator.ts'
import { findTenderByOrder } from '../store/tenders.ts'

/** Refunds that did not fail, and may therefore not be given twice. */
const counted = new Set(['intended', 'sent', 'succeeded', 'unknown'])

// For people who look: nothing is asked of the provider here.
export default feature(getOrderPayment, async ({ orderId }, ctx) => {
  const tender = await findTenderByOrder(ctx.sql, orderId)
  if (!tender) return refuse('NOT_FOUND', 'Nobody has begun to pay this order')
  const refunds = await listRefundsOfOrder(ctx.sql, orderId)
  const refunded = refunds
    .filter(({ status }) => counted.has(status))
    .reduce((sum, one) => sum + one.amount, 0)
  const total = Number(tender.amount)
  return ok({
    paymentId: tender.id,
    orderId,
    status: tender.state,
    amount: { amount: total, currency: tender.currency },
    refunded: { amount: refunded, currency: tender.currency },
    refundable: { amount: tender.state === 'captured' ? total - refunded : 0, currency: tender.currency },
    failureCode: tender.failureCode,
    refunds: refunds.map(({ amount, createdAt, ...refund }) => ({
      ...refund,
      amount: { amount, currency: tender.currency },
      createdAt: createdAt.toISOString(),
    })),
  })
})
