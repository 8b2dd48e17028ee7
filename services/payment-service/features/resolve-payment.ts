import type { Ctx, Job } from '@rialto/core'
import type { Tender } from '../model.ts'
import type { Ports, Provider } from '../ports.ts'
import { findLastAttempt, findTender } from '../store/tenders.ts'
import { applyIntent } from './apply-intent.ts'
import { runAttempt } from './run-attempt.ts'
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
export async function resolve(ctx: Ctx<Ports>, read: Tender): Promise<void> {
  const { provider } = ctx.ports
  if (!provider) return
  const tender = read.state === 'unknown' ? await repeatAttempt(ctx, provider, read) : read
  if (isFinal(tender) || tender.providerIntentId === null) return
  const present = await provider.retrieveIntent(tender.providerIntentId)
  if (present.outcome !== 'done') return
  await settle(ctx, provider, await applyIntent(ctx, tender, { intent: present.value, source: 'news' }))
}

async function repeatAttempt(ctx: Ctx<Ports>, provider: Provider, tender: Tender): Promise<Tender> {
  const attempt = await findLastAttempt(ctx.sql, tender)
  if (!attempt || attempt.final) return tender
  return (await runAttempt(ctx, provider, { tender, attempt })).tender
}
