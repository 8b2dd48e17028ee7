import { feature, ok, refuse } from '@rialto/core'
import { createTenant } from '../contract.ts'
import { insertTenant } from '../store.ts'

export default feature(createTenant, (input, ctx) =>
  ctx.once(async (tx) => {
    const tenant = await insertTenant(tx, { id: ctx.newId(), ...input })
    return tenant ? ok(tenant) : refuse('TENANT_SLUG_TAKEN', `There is a marketplace ${input.slug} already`)
  }),
)
