import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listTenants } from '../contract.ts'
import * as store from '../store.ts'

export default feature(listTenants, async (input, ctx) => {
  const after = readCursor(input.after, { slug: '' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const rows = await store.listTenants(ctx.sql, after.slug, limit + 1)
  return ok(nextPage(rows, limit, (last) => ({ slug: last.slug })))
})
