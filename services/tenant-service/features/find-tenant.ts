import { feature, ok, refuse } from '@rialto/core'
import { findTenant } from '../contract.ts'
import * as store from '../store.ts'

export default feature(findTenant, async ({ slug }, ctx) => {
  const tenant = await store.findTenant(ctx.sql, slug)
  return tenant ? ok(tenant) : refuse('NOT_FOUND', `There is no marketplace ${slug}`)
})
