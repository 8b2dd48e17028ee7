import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listPromotions } from '../contract.ts'
import * as store from '../store/promotions.ts'

export default feature(listPromotions, async (input, ctx) => {
  const after = readCursor(input.after, { code: '' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const rows = await store.listPromotions(ctx.sql, vendorScope(ctx.actor), { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ code: last.code })))
})
