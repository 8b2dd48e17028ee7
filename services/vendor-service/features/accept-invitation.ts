import { type Ctx, feature, ok, type Result, refuse } from '@rialto/core'
import { findContact } from '@rialto/user-service/contract'
import { acceptInvitation } from '../contract.ts'
import { findInvitation, insertMember, takeInvitation } from '../store/staff.ts'

type Invited = { userId: string | null; email: string | null }

// An invitation for somebody else does not exist for who asks: its address alone opens nothing.
export default feature(acceptInvitation, async ({ invitationId }, ctx) => {
  const { actor } = ctx
  if (actor.kind !== 'user' || actor.id === null)
    return refuse('PERMISSION_DENIED', 'Only a person can accept')
  const userId = actor.id
  const invitation = await findInvitation(ctx.sql, invitationId)
  if (!invitation) return gone()
  const meant = await isMeant(ctx, userId, invitation)
  if (!meant.ok) return meant
  if (!meant.value) return gone()
  const { vendorId, role } = invitation
  return ctx.tx(async (tx) => {
    if (!(await takeInvitation(tx, vendorId, invitationId))) return gone()
    const isNew = await insertMember(tx, { vendorId, userId, role })
    return isNew ? ok({ vendorId, role }) : refuse('ALREADY_STAFF', 'You work there already')
  })
})

async function isMeant(
  ctx: Ctx,
  userId: string,
  invited: Invited,
): Promise<Result<boolean, 'CALL_UNKNOWN' | 'BUSY'>> {
  if (invited.userId !== null) return ok(invited.userId === userId)
  const contact = await ctx.call(findContact, { userId })
  if (contact.ok) return ok(contact.value.email.toLowerCase() === invited.email?.toLowerCase())
  return contact.code === 'CALL_UNKNOWN' || contact.code === 'BUSY' ? refuse(contact.code) : ok(false)
}

function gone() {
  return refuse('NOT_FOUND', 'There is no such invitation for you. It may have run out')
}
