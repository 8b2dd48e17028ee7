import type { Actor } from '@rialto/core'
import type { Tender } from '../model.ts'

/** A payment as its payer sees it. */
export function showPayment(tender: Tender) {
  const { id, orderId, state, amount, currency, clientSecret, actionUrl, failureCode, failureReason } = tender
  return {
    paymentId: id,
    orderId,
    status: state,
    amount: { amount: Number(amount), currency },
    clientSecret,
    actionUrl,
    failure: failureCode === null ? null : { code: failureCode, reason: failureReason ?? '' },
  }
}

/** Whose orders an actor may pay: the owner's id as order-service writes it. Services may see any. */
export function ownerOf(actor: Actor): string | null {
  return actor.kind === 'service' ? null : `${actor.kind}:${actor.id}`
}
