import { feature, ok, refuse } from '@rialto/core'
import { withdrawInvitation } from '../contract.ts'
import { takeInvitation } from '../store/staff.ts'
import { vendorInReach } from './vendor-in-reach.ts'

export default feature(withdrawInvitation, async ({ vendorId, invitationId }, ctx) => {
  if (!(await vendorInReach(ctx, vendorId))) return refuse('NOT_FOUND', 'There is no such vendor')
  const isTaken = await ctx.tx((tx) => takeInvitation(tx, vendorId, invitationId))
  return isTaken ? ok(null) : refuse('NOT_FOUND', 'There is no such invitation')
})
