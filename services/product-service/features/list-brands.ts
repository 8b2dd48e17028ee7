import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listBrands } from '../contract.ts'
import * as store from '../store/catalogue.ts'

export default feature(listBrands, async (input, ctx) => {
  const after = readCursor(input.after, { name: '' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const rows = await store.listBrands(ctx.sql, after.name, limit + 1)
  return ok(nextPage(rows, limit, (last) => ({ name: last.name.toLowerCase() })))
})
