import { type Ctx, vendorScope } from '@rialto/core'
import { findVendor, type Vendor } from '../store/vendors.ts'

/** The vendor, if it exists for who asks: a vendor's people reach their own only, operators reach all. */
export async function vendorInReach(ctx: Ctx, vendorId: string): Promise<Vendor | undefined> {
  const own = vendorScope(ctx.actor)
  return own === null || own === vendorId ? findVendor(ctx.sql, vendorId) : undefined
}
