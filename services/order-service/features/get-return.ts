import { feature, ok, refuse } from '@rialto/core'
import { getReturn } from '../contract.ts'
import { seesOrder } from '../model/owner.ts'
import { findReturn } from '../store/returns.ts'
import { showReturn } from './show-return.ts'

export default feature(getReturn, async ({ returnId }, ctx) => {
  const row = await findReturn(ctx.sql, returnId)
  if (!row || !seesOrder(ctx.actor, row.ownerId)) return refuse('NOT_FOUND', 'There is no such return')
  return ok(showReturn(row))
})
