import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listCategories } from '../contract.ts'
import * as store from '../store/categories.ts'

const beforeAll = { depth: 0, position: 0, id: '00000000-0000-0000-0000-000000000000' }

export default feature(listCategories, async (input, ctx) => {
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 1000
  const rows = await store.listCategories(ctx.sql, input.below ?? null, { ...after, limit: limit + 1 })
  return ok(
    nextPage(rows, limit, (last) => ({ depth: last.path.length, position: last.position, id: last.id })),
  )
})
