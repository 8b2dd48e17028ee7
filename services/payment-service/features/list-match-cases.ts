import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listMatchCases } from '../contract.ts'
import { listCases } from '../store/match-cases.ts'
import { showCase } from './show-match.ts'

const first = { foundAt: '9999-12-31T00:00:00.000Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listMatchCases, async ({ after, limit = 25, state = 'open' }, ctx) => {
  const cursor = readCursor(after, first)
  if (!cursor) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const rows = await listCases(ctx.sql, { ...cursor, state, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, ({ foundAt, id }) => ({ foundAt: foundAt.toISOString(), id }))
  return ok({ items: items.map(showCase), next })
})
