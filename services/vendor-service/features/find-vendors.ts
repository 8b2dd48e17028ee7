import { feature, ok } from '@rialto/core'
import { findVendors } from '../contract.ts'
import { findFacts } from '../store/vendors.ts'

export default feature(findVendors, async ({ vendorIds, slugs }, ctx) =>
  ok({ items: await findFacts(ctx.sql, vendorIds, slugs) }),
)
