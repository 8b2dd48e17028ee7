import { feature, ok, refuse } from '@rialto/core'
import { changeVendor } from '../contract.ts'
import { updateVendor } from '../store/vendors.ts'
import { vendorInReach } from './vendor-in-reach.ts'

export default feature(changeVendor, async ({ vendorId, version, ...patch }, ctx) => {
  const vendor = await vendorInReach(ctx, vendorId)
  if (!vendor) return refuse('NOT_FOUND', 'There is no such vendor')
  const changed = await ctx.tx((tx) => updateVendor(tx, { ...vendor, ...patch, version }))
  return changed ? ok(changed) : refuse('VERSION_CONFLICT', 'The vendor was changed meanwhile')
})
