import { feature, ok } from '@rialto/core'
import { findMemberships } from '../contract.ts'
import * as store from '../store/staff.ts'

export default feature(findMemberships, async ({ userId }, ctx) =>
  ok({ items: await store.findMemberships(ctx.sql, userId) }),
)
