import { feature, ok, refuse } from '@rialto/core'
import { changeContact } from '../contract.ts'
import { updateContact } from '../store/vendors.ts'
import { vendorInReach } from './vendor-in-reach.ts'

export default feature(changeContact, async (contact, ctx) => {
  if (!(await vendorInReach(ctx, contact.vendorId))) return refuse('NOT_FOUND', 'There is no such vendor')
  const changed = await ctx.tx((tx) => updateContact(tx, contact))
  return changed ? ok(changed) : refuse('VERSION_CONFLICT', 'The contact was changed meanwhile')
})
