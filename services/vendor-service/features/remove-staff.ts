import { feature, ok, refuse } from '@rialto/core'
import { removeStaff } from '../contract.ts'
import { countOtherOwners, deleteMember, isMember } from '../store/staff.ts'
import { lockVendor } from '../store/vendors.ts'
import { vendorInReach } from './vendor-in-reach.ts'

// Two owners who remove each other wait for each other at the vendor's row: one of them stays (INV-4).
export default feature(removeStaff, async ({ vendorId, userId }, ctx) => {
  if (!(await vendorInReach(ctx, vendorId))) return refuse('NOT_FOUND', 'There is no such vendor')
  return ctx.tx(async (tx) => {
    await lockVendor(tx, vendorId)
    if (!(await isMember(tx, vendorId, userId))) return refuse('NOT_FOUND', 'This person does not work here')
    if ((await countOtherOwners(tx, vendorId, userId)) === 0) {
      return refuse('LAST_OWNER', 'Nobody else owns this vendor. Make another person an owner first')
    }
    await deleteMember(tx, vendorId, userId)
    return ok(null)
  })
})
