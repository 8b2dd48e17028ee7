import type { Ctx, Job } from '@rialto/core'
import type { Tender } from '../model.ts'
import type { Ports } from '../ports.ts'
import { findTender } from '../store/tenders.ts'
import { applyIntent } from './apply-intent.ts'
import { confirmLast } from './confirm-payment.ts'
import { settle } from './settle-tender.ts'

/**
 * Asks the provider how a payment stands, until it is final: after a crash, a lost answer, a payer who vanished, or a
 * webhook that never came. The outcome goes through the same decision as everything else.
 */
export default {
  kind: 'payment.resolve',
  run: async ({ data }, ctx) => {
    const { tenderId } = data as { tenderId: string }
    const tender = await findTender(ctx.sql, tenderId)
    if (isFinal(tender)) return
    await resolve(ctx, tender)
    const after = await findTender(ctx.sql, tenderId)
    // A job that throws runs again with backoff: that is how we ask until there is an answer.
    if (after.state === 'unknown' || after.state === 'authorised') {
      throw new Error(`The payment ${tenderId} is still ${after.state}`)
    }
  },
} satisfies Job<Ports>

function isFinal(tender: Tender): boolean {
  return tender.state === 'captured' || tender.state === 'voided'
}

/** Brings one tender up to date with the provider. */
export async function resolve(ctx: Ctx<Ports>, tender: Tender): Promise<void> {
  const { provider } = ctx.ports
  if (!provider || !tender.providerIntentId) return
  if (tender.state === 'unknown') await confirmLast(ctx, provider, tender)
  const present = await provider.retrieveIntent(tender.providerIntentId)
  if (present.outcome !== 'done') return
  const next = await applyIntent(ctx, tender.id, { intent: present.value, source: 'news' })
  await settle(ctx, provider, { tender, next })
}
