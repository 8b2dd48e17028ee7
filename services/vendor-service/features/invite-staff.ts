import { feature, ok, refuse } from '@rialto/core'
import { inviteStaff } from '../contract.ts'
import { insertInvitation, isMember } from '../store/staff.ts'
import { insertContact } from '../store/vendors.ts'
import { vendorInReach } from './vendor-in-reach.ts'

const invitationSeconds = 14 * 86_400
const invitationsMax = 100

// Nobody works for a vendor without having said yes: a membership begins when the invitation is accepted.
export default feature(inviteStaff, async ({ vendorId, role, userId, email }, ctx) => {
  if ((userId === undefined) === (email === undefined)) {
    return refuse('VALIDATION_FAILED', 'Name the person by `userId` or by `email`')
  }
  if (!(await vendorInReach(ctx, vendorId))) return refuse('NOT_FOUND', 'There is no such vendor')
  return ctx.once(async (tx) => {
    if (userId !== undefined && (await isMember(tx, vendorId, userId))) {
      return refuse('ALREADY_STAFF', 'This person works here already')
    }
    const invitationId = ctx.newId()
    const invitation = await insertInvitation(tx, {
      invitationId,
      vendorId,
      role,
      userId: userId ?? null,
      lifeSeconds: invitationSeconds,
      invitationsMax,
    })
    if (!invitation) {
      return refuse('TOO_MANY_INVITATIONS', `${invitationsMax} invitations are open. Withdraw some first`)
    }
    if (email !== undefined) await insertContact(tx, { id: invitationId, purpose: 'invitation', email })
    return ok(invitation)
  })
})
