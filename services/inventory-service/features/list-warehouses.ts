import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listWarehouses } from '../contract.ts'
import * as store from '../store.ts'

export default feature(listWarehouses, async (input, ctx) => {
  const after = readCursor(input.after, { priority: 0, code: '' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const rows = await store.listWarehouses(ctx.sql, after, limit + 1)
  return ok(nextPage(rows, limit, (last) => ({ priority: last.priority, code: last.code })))
})
