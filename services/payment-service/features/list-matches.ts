import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listMatches } from '../contract.ts'
import { isDay } from '../model/ledger-day.ts'
import * as store from '../store/match-runs.ts'
import { showMatch } from './show-match.ts'

const first = { before: '9999-12-31' }

export default feature(listMatches, async ({ after, limit = 25, day }, ctx) => {
  const cursor = readCursor(after, first)
  if (!cursor || !isDay(cursor.before) || (day !== undefined && !isDay(day)))
    return refuse('VALIDATION_FAILED', 'There is no such day')
  const rows = await store.listMatches(ctx.sql, { day: day ?? null, before: cursor.before, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, (last) => ({ before: last.day }))
  return ok({ items: items.map(showMatch), next })
})
