import { type Ctx, feature, may, ok, refuse } from '@rialto/core'
import { getVendor } from '../contract.ts'
import { isMember } from '../store/staff.ts'
import { findVendor, type Vendor } from '../store/vendors.ts'

export default feature(getVendor, async ({ slugOrId }, ctx) => {
  const vendor = await findVendor(ctx.sql, slugOrId)
  return vendor && (vendor.status === 'active' || (await seesInactive(ctx, vendor)))
    ? ok(vendor)
    : refuse('NOT_FOUND', 'There is no such vendor')
})

/** Staff is asked for, not read from the token: who has just applied has a token that knows nothing of it. */
async function seesInactive(ctx: Ctx, vendor: Vendor): Promise<boolean> {
  const { actor } = ctx
  if (may(actor, 'vendor.manage_vendors')) return true
  return actor.kind === 'user' && actor.id !== null && isMember(ctx.sql, vendor.vendorId, actor.id)
}
