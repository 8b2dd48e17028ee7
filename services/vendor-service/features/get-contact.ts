import { feature, ok, refuse } from '@rialto/core'
import { getContact } from '../contract.ts'
import { findContact } from '../store/vendors.ts'
import { vendorInReach } from './vendor-in-reach.ts'

export default feature(getContact, async ({ vendorId }, ctx) => {
  const vendor = await vendorInReach(ctx, vendorId)
  const contact = vendor && (await findContact(ctx.sql, vendorId))
  return contact ? ok(contact) : refuse('NOT_FOUND', 'There is no such vendor, or its contact was erased')
})
