import type { Ctx, RequestKey } from '@rialto/core'
import { changeHold } from '@rialto/inventory-service/contract'
import { beginPayment } from '@rialto/order-service/contract'
import type { Intent, Tender } from '../model.ts'
import type { Ports, Provider, ProviderAnswer } from '../ports.ts'
import { findLastAttempt, setHold, voidUnopened } from '../store/tenders.ts'
import { type Applied, applyIntent, unchanged } from './apply-intent.ts'
import { sendAttempt } from './run-attempt.ts'

/** Does what a decision asks for: capture the authorised money, or let it go. */
export async function settle(ctx: Ctx<Ports>, provider: Provider, applied: Applied): Promise<Applied> {
  const { tender, intent, next } = applied
  if (next === 'void') return voidTender(ctx, provider, tender)
  return next === 'capture' && intent ? capture(ctx, provider, { tender, intent, request: null }) : applied
}

type Authorised = { tender: Tender; intent: Intent; request: RequestKey | null }

/**
 * Captures. The hold becomes `capturing` right before, so that no sweep can take the units away while the money moves
 * (INV-2): a card is never charged for a unit that we do not have. A dead hold is taken anew, or the money is let go.
 */
export async function capture(ctx: Ctx<Ports>, provider: Provider, parts: Authorised): Promise<Applied> {
  const { intent, request } = parts
  const tender = await secureUnits(ctx, parts.tender)
  if (tender === 'unknown') return leaveAuthorised(ctx, parts)
  if (!tender) return cancel(ctx, provider, { tender: parts.tender, intentId: intent.id })
  const key = `${ctx.tenant}:capture:${tender.id}:${tender.round}`
  const answer = await provider.captureIntent(intent.id, key)
  if (answer.outcome === 'done')
    return applyIntent(ctx, tender, { intent: answer.value, source: 'answer', request })
  const authorised = await leaveAuthorised(ctx, { ...parts, tender })
  if (answer.outcome !== 'refused') {
    ctx.log.warn('a capture has no known outcome yet', { op: 'payment.capture', code: answer.outcome })
    return authorised
  }
  // The intent is not what we thought: only the provider knows how it stands.
  const present = await provider.retrieveIntent(intent.id)
  if (present.outcome !== 'done' || present.value.status === 'requires_capture')
    throw new Error(`The capture of ${tender.id} was refused: ${answer.code}`)
  return applyIntent(ctx, authorised.tender, { intent: present.value, source: 'answer', request })
}

/** How far the payment came matters from now on: it is authorised, and the capture's job goes on with it. */
async function leaveAuthorised(ctx: Ctx<Ports>, { tender, intent }: Authorised): Promise<Applied> {
  return { ...(await applyIntent(ctx, tender, { intent, source: 'answer' })), next: 'nothing' }
}

/**
 * The tender with a hold that is `capturing`; null when there are no units for it any more. `unknown` when nobody who
 * could say so answers: the money waits then.
 */
async function secureUnits(ctx: Ctx<Ports>, tender: Tender): Promise<Tender | null | 'unknown'> {
  const known = await beginCapture(ctx, tender)
  if (known !== 'dead') return known === 'capturing' ? tender : 'unknown'
  const anew = await ctx.call(beginPayment, { orderId: tender.orderId, actorId: null })
  if (!anew.ok) return saysNothing(anew.code) ? 'unknown' : null
  const { holdId, generation } = anew.value
  await setHold(ctx.sql, tender.id, { holdId, generation })
  const taken = await beginCapture(ctx, anew.value)
  if (taken === 'unknown') return taken
  return taken === 'capturing' ? { ...tender, holdId, generation } : null
}

type Hold = { holdId: string; generation: number }

async function beginCapture(
  ctx: Ctx<Ports>,
  { holdId, generation }: Hold,
): Promise<'capturing' | 'dead' | 'unknown'> {
  const answer = await ctx.call(changeHold, { holdId, generation, change: 'capture' })
  if (answer.ok) return 'capturing'
  return saysNothing(answer.code) ? 'unknown' : 'dead'
}

function saysNothing(code: string): boolean {
  return code === 'CALL_UNKNOWN' || code === 'BUSY'
}

/** Lets the money go. Only the provider's answer makes it final. */
export async function voidTender(ctx: Ctx<Ports>, provider: Provider, tender: Tender): Promise<Applied> {
  if (tender.providerIntentId !== null)
    return cancel(ctx, provider, { tender, intentId: tender.providerIntentId })
  const last = await findLastAttempt(ctx.sql, tender)
  if (!last?.creates || last.final) {
    await voidUnopened(ctx.sql, tender)
    return unchanged(tender)
  }
  // The attempt may have made an intent that we were not told of: its own key tells, and then it is cancelled.
  const answer = await sendAttempt(ctx, provider, { tender, attempt: last })
  const intentId = intentOf(answer)
  if (intentId) return cancel(ctx, provider, { tender, intentId })
  if (answer.outcome !== 'refused') return unchanged(tender)
  const { code, reason } = answer
  const told = { intent: null, source: 'answer' as const, failure: { code, reason } }
  const { tender: failed } = await applyIntent(ctx, tender, told)
  await voidUnopened(ctx.sql, failed)
  return unchanged(tender)
}

function intentOf(answer: ProviderAnswer<Intent>): string | undefined {
  if (answer.outcome === 'done') return answer.value.id
  return answer.outcome === 'unknown' ? undefined : answer.intent?.id
}

async function cancel(
  ctx: Ctx<Ports>,
  provider: Provider,
  { tender, intentId }: { tender: Tender; intentId: string },
): Promise<Applied> {
  const answer = await provider.cancelIntent(intentId, `${ctx.tenant}:cancel:${tender.id}:${tender.round}`)
  const known = answer.outcome === 'done' ? answer : await provider.retrieveIntent(intentId)
  if (known.outcome !== 'done') return unchanged(tender)
  return applyIntent(ctx, tender, { intent: known.value, source: 'answer' })
}
