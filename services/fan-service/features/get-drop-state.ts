import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { getDropState } from '../contract.ts'
import type { FanPorts } from '../ports.ts'
import { findDrop } from '../store.ts'
import { nowOf, showDrop, standingsOf } from './show-drop.ts'

// Both halves come from memories of a second at most: thousands may ask this at the opening (INV-4).
export default feature(getDropState, async ({ dropId }, ctx: Ctx<FanPorts>) => {
  const read = () => findDrop(ctx.sql, dropId)
  const memory = ctx.ports.drops
  const row = await (memory ? memory.get(`${ctx.tenant} ${dropId}`, read) : read())
  if (!row) return refuse('NOT_FOUND', 'There is no such drop')
  const standings = await standingsOf(ctx, [row])
  if (!standings.ok) return standings
  const standing = standings.value.get(dropId)
  const { state, opensAt, endsAt, perPersonMax } = showDrop(row, standing)
  const unsold = new Map(standing?.slices.map((slice) => [slice.sku, slice.unsold]))
  const items = row.items.map(({ sku }) => ({ sku, hasUnits: (unsold.get(sku) ?? 0) > 0 }))
  const left = [...unsold.values()].reduce((sum, units) => sum + units, 0)
  const unitsLeft = row.showsUnits ? left : null
  return ok({
    dropId,
    state,
    now: nowOf(ctx, standings.value),
    opensAt,
    endsAt,
    perPersonMax,
    items,
    unitsLeft,
  })
})
