import { type CommonCode, type Ctx, ok, type Result, refuse, vendorScope } from '@rialto/core'
import { findVendors } from '@rialto/vendor-service/contract'

/**
 * Whose products somebody works on. A vendor's people work on their own only; an operator names the vendor, who must be
 * active.
 */
export async function findVendor(
  ctx: Ctx,
  wanted: string | undefined,
): Promise<Result<string, 'VENDOR_NOT_FOUND' | CommonCode>> {
  const own = vendorScope(ctx.actor)
  if (own !== null) {
    return wanted === undefined || wanted === own
      ? ok(own)
      : refuse('VENDOR_NOT_FOUND', 'This is not your vendor')
  }
  if (wanted === undefined) return refuse('VENDOR_NOT_FOUND', 'Say in vendorId whose products these are')
  const found = await ctx.call(findVendors, { vendorIds: [wanted], slugs: [] })
  if (!found.ok) return found
  const active = found.value.items.some((vendor) => vendor.vendorId === wanted && vendor.status === 'active')
  return active ? ok(wanted) : refuse('VENDOR_NOT_FOUND', 'There is no such vendor, or it is not active')
}
