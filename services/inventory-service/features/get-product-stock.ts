import { feature, ok } from '@rialto/core'
import { getProductStock } from '../contract.ts'
import { findProductStock } from '../store.ts'

// An unknown product has no stock: the caller asks about its own catalogue, not about ours.
export default feature(getProductStock, async ({ productId }, ctx) => {
  const warehouses = await findProductStock(ctx.sql, productId)
  return ok({ totalStock: warehouses.reduce((sum, one) => sum + one.available, 0), warehouses })
})
