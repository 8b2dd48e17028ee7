import { feature, ok } from '@rialto/core'
import { closeVendor, vendorClosed } from '../contract.ts'
import { moveOnce } from './move-vendor.ts'

export default feature(closeVendor, async ({ vendorId }, ctx) => {
  const moved = await ctx.tx((tx) => moveOnce(tx, vendorId, { kind: 'close', event: vendorClosed }))
  return moved.ok ? ok(moved.value.vendor) : moved
})
