import type { Ctx } from '@rialto/core'
import { getVendor } from '@rialto/vendor-service/contract'

/** Where a vendor cannot be asked any more. */
const returnDaysDefault = 30

/** How many days a vendor takes things back after they arrived. */
export async function findReturnDays(ctx: Ctx, vendorId: string): Promise<number> {
  const vendor = await ctx.call(getVendor, { slugOrId: vendorId })
  if (vendor.ok) return vendor.value.returnDays
  if (vendor.code === 'NOT_FOUND') return returnDaysDefault
  throw new Error(`The days for returns of ${vendorId} cannot be read: ${vendor.code}`)
}
