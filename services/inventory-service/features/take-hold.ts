import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { takeHold } from '../contract.ts'
import type { HoldRefusal, HoldRequest } from '../model.ts'
import { type HoldOutcome, takeHoldOperation } from '../operations.ts'
import type { InventoryPorts } from '../ports.ts'
import * as store from '../store.ts'

// One commit for all lines and limits (INV-3). A repeated request finds its hold and gets the same answer. What was sold
// out a moment ago is looked at first: while it still is, nothing is locked and nothing written, and nothing is decided
// either, so that the same hold may be asked for again.
export default feature(takeHold, async (request, ctx: Ctx<InventoryPorts>) => {
  const shortage = await foresee(ctx, request)
  if (shortage) return refuseHold({ code: 'SOLD_OUT', ...shortage, isForeseen: true })
  const outcome = await ctx.batch(takeHoldOperation, request)
  if (outcome.refusal?.code === 'SOLD_OUT') ctx.ports.shortages?.note(keyOf(ctx, outcome.refusal.sku))
  return decide(outcome)
})

/**
 * What a read says is short of what was sold out lately; null for a hold that was decided already. Drops have a memory of
 * their own (`find-drops.ts`).
 */
async function foresee(
  ctx: Ctx<InventoryPorts>,
  request: Pick<HoldRequest, 'holdId' | 'generation' | 'lines'>,
) {
  const wanted = new Map<string, number>()
  for (const { sku, quantity, dropId } of request.lines) {
    const isShort = dropId === undefined && ctx.ports.shortages?.has(keyOf(ctx, sku))
    if (isShort) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity)
  }
  if (wanted.size === 0) return null
  const free = await store.findFreeFor(ctx.sql, request, [...wanted.keys()])
  const short = free.find(({ sku, available }) => available < (wanted.get(sku) ?? 0))
  return short ? { sku: short.sku, left: short.available } : null
}

function keyOf(ctx: Ctx<InventoryPorts>, sku: string): string {
  return `${ctx.tenant} ${sku}`
}

/** What the stored outcome means for the caller. An expired or released hold is dead: take the next generation. */
export function decide(outcome: HoldOutcome) {
  const { state, refusal, orderId, secondsLeft } = outcome
  switch (state) {
    case 'refused':
      return refuseHold(refusal)
    case 'released':
    case 'expired':
      return refuse('HOLD_EXPIRED', 'The hold has run out. Take a new one')
    default:
      return ok({ state, orderId, secondsLeft })
  }
}

function refuseHold(refusal: (HoldRefusal & { isForeseen?: true }) | null) {
  switch (refusal?.code) {
    case 'LIMIT_REACHED':
      return refuse('LIMIT_REACHED', 'No more units may be bought under this limit', refusal)
    case 'DROP_NOT_OPEN':
      return refuse('DROP_NOT_OPEN', 'This drop is not open yet', refusal)
    case 'DROP_ENDED':
      return refuse('DROP_ENDED', 'This drop is over', refusal)
    case 'ACCOUNT_REQUIRED':
      return refuse('ACCOUNT_REQUIRED', 'A drop sells to people with an account', refusal)
    default:
      return refuse('SOLD_OUT', 'There are not enough units left', refusal)
  }
}
