import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listShippingRates } from '../contract.ts'
import * as store from '../store/shipping-rates.ts'

const beforeAll = { rateId: '00000000-0000-0000-0000-000000000000' }

export default feature(listShippingRates, async (input, ctx) => {
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = { scope: vendorScope(ctx.actor), vendorId: input.vendorId ?? null }
  const rows = await store.listShippingRates(ctx.sql, filter, { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ rateId: last.rateId })))
})
