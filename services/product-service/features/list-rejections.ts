import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listRejections } from '../contract.ts'
import * as store from '../store/imports.ts'

export default feature(listRejections, async (input, ctx) => {
  const after = readCursor(input.after, { line: -1 })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const one = await store.findImport(ctx.sql, input.importId, vendorScope(ctx.actor))
  if (!one) return refuse('IMPORT_NOT_FOUND', 'There is no such import')
  const limit = input.limit ?? 25
  const rows = await store.listRejections(ctx.sql, one.id, { after: after.line, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ line: last.line })))
})
