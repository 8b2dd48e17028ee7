import { feature, ok } from '@rialto/core'
import { listDrops } from '../contract.ts'
import { listPublic } from '../store.ts'
import { nowOf, showDrop, standingsOf } from './show-drop.ts'

/** Drops that ended so many days ago are still listed. */
const recentDays = 7

export default feature(listDrops, async ({ limit = 20 }, ctx) => {
  const rows = await listPublic(ctx.sql, recentDays, limit)
  const standings = await standingsOf(ctx, rows)
  if (!standings.ok) return standings
  const items = rows.map((row) => showDrop(row, standings.value.get(row.dropId)))
  return ok({ now: nowOf(ctx, standings.value), items })
})
