import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listMovements } from '../contract.ts'
import * as store from '../store.ts'

export default feature(listMovements, async (input, ctx) => {
  const after = readCursor(input.after, { pos: '9223372036854775807' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const page = { vendorId: vendorScope(ctx.actor), before: after.pos, limit: limit + 1 }
  const rows = await store.listMovements(ctx.sql, input.sku, page)
  const { items, next } = nextPage(rows, limit, (last) => ({ pos: last.pos }))
  return ok({
    items: items.map(({ pos: _pos, at, ...row }) => ({ ...row, at: at.toISOString() }) as never),
    next,
  })
})
