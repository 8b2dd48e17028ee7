import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { getDrop } from '../contract.ts'
import type { FanPorts } from '../ports.ts'
import { findBySlug } from '../store.ts'
import { nowOf, showDrop, standingsOf } from './show-drop.ts'

export default feature(getDrop, async ({ slug }, ctx: Ctx<FanPorts>) => {
  const read = () => findBySlug(ctx.sql, slug)
  const memory = ctx.ports.drops
  const row = await (memory ? memory.get(`${ctx.tenant} slug ${slug}`, read) : read())
  if (!row) return refuse('NOT_FOUND', 'There is no such drop')
  const standings = await standingsOf(ctx, [row])
  if (!standings.ok) return standings
  const drop = showDrop(row, standings.value.get(row.dropId))
  return ok({ now: nowOf(ctx, standings.value), drop })
})
