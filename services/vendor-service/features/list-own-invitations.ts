import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listOwnInvitations } from '../contract.ts'
import { listInvitationsOfUser } from '../store/staff.ts'

const beforeAll = { invitationId: '00000000-0000-0000-0000-000000000000' }

export default feature(listOwnInvitations, async (input, ctx) => {
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const { actor } = ctx
  if (actor.kind !== 'user' || actor.id === null) return ok({ items: [], next: null })
  const limit = input.limit ?? 25
  const rows = await listInvitationsOfUser(ctx.sql, actor.id, { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, (last) => ({ invitationId: last.invitationId })))
})
