import type { Ctx, Job, Tx } from '@rialto/core'
import { paymentRefunded } from '../contract.ts'
import { postRefundPaid } from '../model/ledger.ts'
import type { Ports, ProviderRefund } from '../ports.ts'
import { post } from '../store/ledger.ts'
import { findRefund, lockRefund, moveRefund, type Refund } from '../store/refunds.ts'
import { findTenderByOrder } from '../store/tenders.ts'

/** Sends an intended refund to the provider, under one key however often it is tried. */
export default {
  kind: 'payment.send_refund',
  run: async ({ data }, ctx) => {
    const refund = await findRefund(ctx.sql, (data as { refundId: string }).refundId)
    if (refund) await sendRefund(ctx, refund)
  },
} satisfies Job<Ports>

export function scheduleRefund(tx: Tx, refundId: string): Promise<void> {
  return tx.schedule({ kind: 'payment.send_refund', key: refundId, dueInSeconds: 0, data: { refundId } })
}

async function sendRefund(ctx: Ctx<Ports>, refund: Refund): Promise<void> {
  if (refund.state === 'succeeded' || refund.state === 'failed' || refund.state === 'sent') return
  const tender = await findTenderByOrder(ctx.sql, refund.orderId)
  const { provider } = ctx.ports
  if (!tender?.providerIntentId || !provider)
    throw new Error(`The refund ${refund.id} has no captured payment`)
  await ctx.tx((tx) => moveRefund(tx, refund.id, { state: 'unknown', providerRefundId: null }))
  const answer = await provider.createRefund({
    intentId: tender.providerIntentId,
    amount: refund.amount,
    currency: refund.currency,
    key: `${ctx.tenant}:refund:${refund.id}`,
    metadata: { tenant: ctx.tenant, orderId: refund.orderId, refundId: refund.id },
  })
  if (answer.outcome === 'unknown')
    throw new Error(`The refund ${refund.id} has no known outcome yet: ${answer.reason}`)
  if (answer.outcome === 'done') return applyRefund(ctx, refund.id, answer.value)
  ctx.log.error('the provider refused a refund', { op: 'payment.send_refund', code: answer.code })
  await applyRefund(ctx, refund.id, { id: refund.providerRefundId, status: 'failed' })
}

/** Takes the provider's word on a refund. It may fail after it had succeeded. */
export async function applyRefund(
  ctx: Ctx<Ports>,
  refundId: string,
  told: { id: string | null; status: ProviderRefund['status'] },
): Promise<void> {
  await ctx.tx(async (tx) => {
    const refund = await lockRefund(tx, refundId)
    const state = told.status === 'pending' ? 'sent' : told.status
    if (
      refund.state === state ||
      refund.state === 'failed' ||
      (refund.state === 'succeeded' && state === 'sent')
    )
      return
    await moveRefund(tx, refundId, { state, providerRefundId: told.id })
    if (state === 'sent') return
    const { orderId, vendorId, amount, currency } = refund
    const publicAmount = { amount: Number(amount), currency }
    await tx.publish(paymentRefunded, `order:${orderId}`, {
      refundId,
      orderId,
      vendorId,
      amount: publicAmount,
      status: state,
    })
    const wasPaid = refund.state === 'succeeded'
    if (state === 'failed' && !wasPaid) return
    const postings = postRefundPaid(amount, currency, state)
    await post(tx, { kind: `refund ${state}`, cause: refundId, orderId, postings })
  })
}
