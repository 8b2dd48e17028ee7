import { feature, ok, sharedMoment } from '@rialto/core'
import { findAgreements } from '../contract.ts'
import { findAgreementsInForce } from '../store/agreements.ts'

export default feature(findAgreements, async ({ vendorIds }, ctx) =>
  ok({ items: await findAgreementsInForce(ctx.sql, [...new Set(vendorIds)], sharedMoment(ctx.now())) }),
)
