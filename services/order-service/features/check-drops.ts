import { type CallCode, type Ctx, ok, type Refusal, type Result, refuse } from '@rialto/core'
import { findDrops } from '@rialto/inventory-service/contract'
import { accountOf } from '../model/owner.ts'

type Drop = NonNullable<(typeof findDrops)['types']>['output']['items'][number]
type DropCode = 'SOLD_OUT' | 'LIMIT_REACHED' | 'DROP_NOT_OPEN' | 'DROP_ENDED' | 'ACCOUNT_REQUIRED'
type Line = {
  readonly sku?: string | undefined
  readonly quantity: number
  readonly dropId?: string | undefined
}

/** A drop that sells now: which SKUs, and how many units the account may still have. */
export type OpenDrop = { readonly dropId: string; readonly skus: readonly string[]; readonly share: number }

/** Asks the drop of a line that is added; null for a line of normal sale, which costs nothing. */
export async function askDrop(
  ctx: Ctx,
  line: Line,
  ownerId: string,
): Promise<Result<OpenDrop | null, DropCode | 'NOT_FOUND' | CallCode>> {
  if (line.dropId === undefined) return ok(null)
  const account = accountOf(ownerId)
  if (account === undefined) return refuseGuest(line.dropId)
  const found = await ctx.call(findDrops, { dropIds: [line.dropId], account })
  if (!found.ok) return found
  const [drop] = found.value.items
  if (!drop) return refuse('NOT_FOUND', 'There is no such drop')
  const problem = dropProblem(drop, line)
  if (problem) return problem
  const share = drop.perPersonMax - (drop.used ?? 0)
  if (line.quantity > share) return refuseShare(drop, share)
  return ok({ dropId: drop.dropId, skus: drop.slices.map((slice) => slice.sku), share })
}

/**
 * Whether the drops of a cart would refuse it, from what inventory-service remembers of the last second: no price is
 * asked and nothing is held for what is sold out. Carts of normal sale ask nothing. The hold decides in the end.
 */
export async function refuseByDrops(
  ctx: Ctx,
  lines: readonly Line[],
  ownerId: string,
): Promise<Refusal<DropCode | CallCode> | null> {
  const dropIds = [...new Set(lines.flatMap(({ dropId }) => (dropId === undefined ? [] : [dropId])))]
  const [first] = dropIds
  if (first === undefined) return null
  if (accountOf(ownerId) === undefined) return refuseGuest(first)
  const found = await ctx.call(findDrops, { dropIds })
  if (!found.ok) return found
  for (const line of lines) {
    const drop = found.value.items.find((one) => one.dropId === line.dropId)
    const problem = drop && dropProblem(drop, line)
    if (problem) return problem
  }
  return null
}

/** What a drop says to a line at this moment; null when it sells it. */
export function dropProblem(drop: Drop, line: Line) {
  const { dropId, state, opensAt, slices } = drop
  if (state === 'coming') return refuse('DROP_NOT_OPEN', 'This drop is not open yet', { dropId, opensAt })
  if (state === 'ended') return refuse('DROP_ENDED', 'This drop is over', { dropId })
  const own = slices.filter(({ sku }) => line.sku === undefined || sku === line.sku)
  if (own.length > 0 && own.every(({ unsold }) => unsold === 0)) {
    return refuse('SOLD_OUT', 'There are not enough units left', { dropId, sku: line.sku ?? null, left: 0 })
  }
  if (line.quantity > drop.perPersonMax) return refuseShare(drop, drop.perPersonMax)
  return null
}

function refuseGuest(dropId: string) {
  return refuse('ACCOUNT_REQUIRED', 'A drop sells to people with an account', { dropId })
}

function refuseShare({ dropId }: Drop, share: number) {
  return refuse('LIMIT_REACHED', 'That is more than one person may have', {
    dropId,
    left: Math.max(0, share),
  })
}
