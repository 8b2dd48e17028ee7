import { feature, nextPage, ok, readCursor, refuse, startOf } from '@rialto/core'
import { listOwnReturns } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { listReturns } from '../store/returns.ts'
import { showReturn } from './show-return.ts'

export default feature(listOwnReturns, async (input, ctx) => {
  const after = readCursor(input.after, { id: startOf('desc') })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const filter = {
    ownerId: ownerIdOf(ctx.actor),
    vendorId: null,
    status: null,
    orderId: input.orderId ?? null,
  }
  const rows = await listReturns(ctx.sql, filter, {
    beyond: after.id,
    order: 'desc',
    limit: limit + 1,
  })
  const { items, next } = nextPage(rows, limit, (last) => ({ id: last.returnId }))
  return ok({ items: items.map(showReturn), next })
})
