import type { Ctx, RequestKey } from '@rialto/core'
import { decideIntent, type Intent, ownMetadata, type Tender } from '../model.ts'
import { keyReused, type Ports, type Provider, type ProviderAnswer } from '../ports.ts'
import type { Attempt } from '../store/tenders.ts'
import { type Applied, applyIntent, unchanged } from './apply-intent.ts'
import { newIntentOf } from './open-tender.ts'
import { capture, settle } from './settle-tender.ts'

/** After this time the provider may have forgotten our key: asking with it again could charge again. */
const keySecondsMax = 23 * 3_600
/** Clocks differ, and a call may have waited on its way. */
const listSecondsAround = 600

type Run = { tender: Tender; attempt: Attempt; request?: RequestKey | null }

/**
 * Sends an attempt to the provider, again if need be: its key makes that one and the same call. An answer that only
 * leads to the capture is not written: the capture's own answer is, and until then the attempt's job repeats it all.
 */
export async function runAttempt(ctx: Ctx<Ports>, provider: Provider, run: Run): Promise<Applied> {
  const { tender, attempt, request = null } = run
  if (attempt.final) return unchanged(tender)
  const answer = await sendAttempt(ctx, provider, run)
  if (answer.outcome === 'unknown') {
    ctx.log.warn('a payment has no known outcome yet', { op: 'payment.confirm', reason: answer.reason })
    return unchanged(tender)
  }
  if (answer.outcome !== 'done') return applyFailure(ctx, provider, { ...run, answer })
  const intent = answer.value
  if (decideIntent(tender, intent, 'answer').next === 'capture')
    return capture(ctx, provider, { tender, intent, request })
  const applied = await applyIntent(ctx, tender, { intent, source: 'answer', request })
  return settle(ctx, provider, applied)
}

/** What the provider says of an attempt, without anything being written. */
export async function sendAttempt(
  ctx: Ctx<Ports>,
  provider: Provider,
  { tender, attempt }: Run,
): Promise<ProviderAnswer<Intent>> {
  if (!attempt.sealedMethod) throw new Error(`The attempt ${attempt.n} of ${tender.id} has lost its method`)
  const { returnUrl, providerKey: key } = attempt
  const method = () => ctx.ports.seal.open(attempt.sealedMethod ?? '')
  if (!attempt.creates) {
    const intentId = tender.providerIntentId
    if (!intentId) throw new Error(`The attempt ${attempt.n} of ${tender.id} has no intent to confirm`)
    return provider.confirmIntent(intentId, { method: method(), returnUrl, key })
  }
  if (ctx.now().getTime() - attempt.at.getTime() > keySecondsMax * 1_000)
    return findCreated(provider, tender, attempt)
  const answer = await provider.createConfirmed(newIntentOf(ctx, tender, key), {
    method: method(),
    returnUrl,
  })
  const isReused = answer.outcome === 'refused' && answer.code === keyReused
  return isReused ? findCreated(provider, tender, attempt) : answer
}

/** Looks for the intent of an attempt among all that were made in its time. */
async function findCreated(
  provider: Provider,
  tender: Tender,
  { at }: Attempt,
): Promise<ProviderAnswer<Intent>> {
  if (tender.providerIntentId !== null) return provider.retrieveIntent(tender.providerIntentId)
  const around = (seconds: number) => new Date(at.getTime() + seconds * 1_000)
  // An attempt may have been repeated until its key grew old.
  const span = { from: around(-listSecondsAround), to: around(keySecondsMax + listSecondsAround) }
  let after: string | null = null
  for (let isLast = false; !isLast; ) {
    const listed = await provider.listIntents({ ...span, after })
    if (listed.outcome !== 'done') return { outcome: 'unknown', reason: 'the intents cannot be listed' }
    const own = listed.value.intents.find((intent) => isMadeFor(tender, intent))
    if (own) return provider.retrieveIntent(own.id)
    isLast = listed.value.isLast
    after = listed.value.intents.at(-1)?.id ?? null
  }
  return { outcome: 'refused', code: 'never_made', reason: 'The payment never reached the bank' }
}

function isMadeFor(tender: Tender, { metadata }: Intent): boolean {
  const own = ownMetadata(metadata)
  return own?.paymentId === tender.id && own.round === tender.round
}

type Failed = Run & { answer: Extract<ProviderAnswer<Intent>, { outcome: 'declined' | 'refused' }> }

async function applyFailure(ctx: Ctx<Ports>, provider: Provider, run: Failed): Promise<Applied> {
  const { tender, answer } = run
  const { code, reason } = answer
  const failure = { code, reason }
  const intentId = tender.providerIntentId ?? answer.intent?.id
  if (answer.outcome === 'refused')
    ctx.log.error('the provider refused an attempt', { op: 'payment.confirm', code })
  // Only a call that was to make the intent leaves none behind when it is refused.
  if (!intentId) return applyIntent(ctx, tender, { intent: null, source: 'answer', failure })
  const present =
    answer.outcome === 'declined' && answer.intent ? answer.intent : await presentIntent(provider, intentId)
  if (!present) return unchanged(tender)
  return settle(ctx, provider, await applyIntent(ctx, tender, { intent: present, source: 'answer', failure }))
}

async function presentIntent(provider: Provider, intentId: string): Promise<Intent | null> {
  const answer = await provider.retrieveIntent(intentId)
  return answer.outcome === 'done' ? answer.value : null
}
