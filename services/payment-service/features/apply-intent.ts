import type { Ctx, Tx } from '@rialto/core'
import { findOrderMoney } from '@rialto/order-service/contract'
import { paymentFailed, paymentSucceeded } from '../contract.ts'
import { postSale, type VendorShare } from '../model/ledger.ts'
import { type Decision, decideIntent, declineCode, type Intent, type Source, type Tender } from '../model.ts'
import type { Ports } from '../ports.ts'
import { post } from '../store/ledger.ts'
import { endAttempts, findTender, lockTender, moveTender } from '../store/tenders.ts'

/**
 * Takes the provider's word on an intent, whoever brought it, under the tender's lock: state, events and the ledger in
 * one commit. What has to be asked of the provider next is left to the caller, and to a job in case the caller dies.
 */
export async function applyIntent(
  ctx: Ctx<Ports>,
  tenderId: string,
  told: { intent: Intent; source: Source },
): Promise<Decision['next']> {
  const { intent, source } = told
  // The split was frozen with the order; it is read before the transaction, because it may lie in another service.
  const vendors = intent.status === 'succeeded' ? await findShares(ctx, tenderId) : []
  return ctx.tx(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    const decision = decideIntent(tender, intent, source)
    const failure =
      decision.state === 'failed' && intent.failure
        ? { ...intent.failure, code: declineCode(intent.failure.code) }
        : null
    const hasMoved = decision.state !== tender.state || decision.state === 'requires_action'
    // They leave together, in this order.
    await Promise.all([
      decision.state === 'unknown' ? undefined : endAttempts(tx, tenderId),
      hasMoved ? moveTender(tx, tenderId, { state: decision.state, intent, failure }) : undefined,
      tell(tx, { tender, intent, decision, vendors }),
    ])
    if (decision.next === 'capture')
      await scheduleResolve(tx, { id: tenderId, step: `capture ${tender.attempt}` })
    return decision.next
  })
}

type News = { tender: Tender; intent: Intent; decision: Decision; vendors: readonly VendorShare[] }

async function tell(tx: Tx, { tender, intent, decision, vendors }: News): Promise<void> {
  const { id: paymentId, orderId, generation, attempt, currency } = tender
  if (decision.tell === 'succeeded') {
    const amount = { amount: Number(intent.captured), currency }
    await tx.publish(paymentSucceeded, `order:${orderId}`, { paymentId, orderId, generation, amount })
    const postings = postSale({ amount: intent.captured, fee: intent.fee ?? 0n, currency, vendors })
    await post(tx, { kind: 'sale', cause: paymentId, orderId, postings })
  }
  if (decision.tell === 'failed') {
    const code = declineCode(intent.failure?.code ?? 'canceled')
    await tx.publish(paymentFailed, `order:${orderId}`, { paymentId, orderId, attempt, code })
  }
}

const resolveInSeconds = 5

/** A backstop: when this process dies now, another one asks the provider how it stands. */
export function scheduleResolve(
  tx: Tx,
  tender: { id: string; step: string },
  dueInSeconds = resolveInSeconds,
): Promise<void> {
  // Each step has a key of its own: a job that runs for an earlier step must not swallow this one.
  const key = `${tender.id} ${tender.step}`
  return tx.schedule({ kind: 'payment.resolve', key, dueInSeconds, data: { tenderId: tender.id } })
}

async function findShares(ctx: Ctx<Ports>, tenderId: string): Promise<VendorShare[]> {
  const tender = await findTender(ctx.sql, tenderId)
  const found = await ctx.call(findOrderMoney, { orderId: tender.orderId })
  if (!found.ok) throw new Error(`The order of the tender ${tenderId} cannot be read: ${found.code}`)
  return found.value.vendors.map((vendor) => ({
    vendorId: vendor.vendorId,
    total: BigInt(vendor.total),
    discountsByPlatform: BigInt(vendor.discountsByPlatform),
    commission: BigInt(vendor.commission),
    commissionTax: BigInt(vendor.commissionTax),
  }))
}
