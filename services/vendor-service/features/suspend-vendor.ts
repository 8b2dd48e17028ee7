import { feature, ok } from '@rialto/core'
import { suspendVendor, vendorSuspended } from '../contract.ts'
import { moveOnce } from './move-vendor.ts'

export default feature(suspendVendor, async ({ vendorId }, ctx) => {
  const moved = await ctx.tx((tx) => moveOnce(tx, vendorId, { kind: 'suspend', event: vendorSuspended }))
  return moved.ok ? ok(moved.value.vendor) : moved
})
