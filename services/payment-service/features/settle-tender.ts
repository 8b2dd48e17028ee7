import type { Ctx } from '@rialto/core'
import { changeHold } from '@rialto/inventory-service/contract'
import { beginPayment } from '@rialto/order-service/contract'
import type { Decision, Tender } from '../model.ts'
import type { Ports, Provider } from '../ports.ts'
import { lockTender, moveTender, setHold } from '../store/tenders.ts'
import { applyIntent } from './apply-intent.ts'

/** Does what a decision asks for: capture the authorised money, or let it go. */
export async function settle(
  ctx: Ctx<Ports>,
  provider: Provider,
  parts: { tender: Tender; next: Decision['next'] },
): Promise<void> {
  if (parts.next === 'capture') await capture(ctx, provider, parts.tender)
  if (parts.next === 'void') await voidTender(ctx, provider, parts.tender)
}

/**
 * Captures. The hold becomes `capturing` right before, so that no sweep can take the units away while the money moves
 * (INV-2): a card is never charged for a unit that we do not have. A dead hold is taken anew, or the money is let go.
 */
async function capture(ctx: Ctx<Ports>, provider: Provider, tender: Tender): Promise<void> {
  const intentId = tender.providerIntentId
  if (!intentId) throw new Error(`The tender ${tender.id} is authorised without an intent`)
  if (!(await secureUnits(ctx, tender))) return voidTender(ctx, provider, tender)
  const answer = await provider.captureIntent(intentId, `${ctx.tenant}:capture:${tender.id}:${tender.round}`)
  if (answer.outcome === 'done') {
    await applyIntent(ctx, tender.id, { intent: answer.value, source: 'news' })
  } else if (answer.outcome === 'refused') {
    // The intent is not what we thought: only the provider knows how it stands.
    const present = await provider.retrieveIntent(intentId)
    if (present.outcome === 'done' && present.value.status !== 'requires_capture') {
      await applyIntent(ctx, tender.id, { intent: present.value, source: 'news' })
    } else {
      throw new Error(`The capture of ${tender.id} was refused: ${answer.code}`)
    }
  } else {
    ctx.log.warn('a capture has no known outcome yet', { op: 'payment.capture', code: answer.outcome })
  }
}

async function secureUnits(ctx: Ctx<Ports>, tender: Tender): Promise<boolean> {
  const held = await beginCapture(ctx, tender)
  if (held) return true
  const anew = await ctx.call(beginPayment, { orderId: tender.orderId, actorId: null })
  if (!anew.ok) {
    if (anew.code === 'CALL_UNKNOWN' || anew.code === 'BUSY')
      throw new Error(`The hold of ${tender.id} is not known: ${anew.code}`)
    return false
  }
  await ctx.tx((tx) => setHold(tx, tender.id, anew.value))
  return beginCapture(ctx, anew.value)
}

async function beginCapture(ctx: Ctx<Ports>, hold: { holdId: string; generation: number }): Promise<boolean> {
  const answer = await ctx.call(changeHold, {
    holdId: hold.holdId,
    generation: hold.generation,
    change: 'capture',
  })
  if (answer.ok) return true
  if (answer.code === 'CALL_UNKNOWN' || answer.code === 'BUSY')
    throw new Error(`The hold ${hold.holdId} is not known: ${answer.code}`)
  return false
}

/** Lets the money go. Only the provider's answer makes it final. */
export async function voidTender(ctx: Ctx<Ports>, provider: Provider, tender: Tender): Promise<void> {
  if (!tender.providerIntentId) {
    await ctx.tx(async (tx) => {
      const locked = await lockTender(tx, tender.id)
      if (locked.providerIntentId === null)
        await moveTender(tx, tender.id, { state: 'voided', intent: null, failure: null })
    })
    return
  }
  const answer = await provider.cancelIntent(
    tender.providerIntentId,
    `${ctx.tenant}:cancel:${tender.id}:${tender.round}`,
  )
  const known = answer.outcome === 'done' ? answer : await provider.retrieveIntent(tender.providerIntentId)
  if (known.outcome === 'done') await applyIntent(ctx, tender.id, { intent: known.value, source: 'news' })
}
