import { feature, ok, refuse } from '@rialto/core'
import { getVendorReturn } from '../contract.ts'
import { findReturn } from '../store/returns.ts'
import { movesPartOf } from './move-order.ts'
import { showReturn } from './show-return.ts'

export default feature(getVendorReturn, async ({ returnId }, ctx) => {
  const row = await findReturn(ctx.sql, returnId)
  if (!row || !movesPartOf(ctx, row.vendorId)) return refuse('NOT_FOUND', 'There is no such return')
  return ok(showReturn(row))
})
