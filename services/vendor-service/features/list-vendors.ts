import { feature, may, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listVendors } from '../contract.ts'
import * as store from '../store/vendors.ts'

/** Slugs that no vendor has: one before all, and one after all of the longest. */
const starts = { asc: '', desc: 'z'.repeat(200) }

export default feature(listVendors, async (input, ctx) => {
  const order = input.sortOrder ?? 'asc'
  const after = readCursor(input.after, { slug: starts[order] })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const status = input.status ?? 'active'
  if (status !== 'active' && !may(ctx.actor, 'vendor.manage_vendors')) {
    return refuse('PERMISSION_DENIED', 'Only operators see vendors that are not active')
  }
  const limit = input.limit ?? 25
  const rows = await store.listVendors(ctx.sql, status, { ...after, order, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ slug: last.slug })))
})
