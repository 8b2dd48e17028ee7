import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listAllDrops } from '../contract.ts'
import { listAll } from '../store.ts'
import { showToOperator, standingsOf } from './show-drop.ts'

const latest = { opensAt: '9999-12-31T00:00:00Z', dropId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listAllDrops, async (input, ctx) => {
  const before = readCursor(input.after, latest)
  if (!before) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = Math.min(input.limit ?? 25, 50)
  const rows = await listAll(ctx.sql, before, limit + 1)
  const page = nextPage(rows, limit, ({ opensAt, dropId }) => ({ opensAt: opensAt.toISOString(), dropId }))
  const standings = await standingsOf(ctx, page.items)
  if (!standings.ok) return standings
  return ok({ ...page, items: page.items.map((row) => showToOperator(row, standings.value.get(row.dropId))) })
})
