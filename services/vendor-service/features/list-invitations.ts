import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listInvitations } from '../contract.ts'
import * as store from '../store/staff.ts'
import { vendorInReach } from './vendor-in-reach.ts'

const beforeAll = { invitationId: '00000000-0000-0000-0000-000000000000' }

export default feature(listInvitations, async ({ vendorId, ...input }, ctx) => {
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  if (!(await vendorInReach(ctx, vendorId))) return refuse('NOT_FOUND', 'There is no such vendor')
  const limit = input.limit ?? 25
  const rows = await store.listInvitations(ctx.sql, vendorId, { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ invitationId: last.invitationId })))
})
