import { feature, ok } from '@rialto/core'
import { findAvailability } from '../contract.ts'
import * as store from '../store.ts'

export default feature(findAvailability, async ({ skus }, ctx) => {
  const rows = await store.findAvailability(ctx.sql, skus)
  const known = new Map(rows.map((row) => [row.sku, row.available]))
  return ok({ items: skus.map((sku) => ({ sku, available: known.get(sku) ?? 0 })) })
})
