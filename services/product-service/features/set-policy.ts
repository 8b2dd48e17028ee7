import { feature, ok, refuse } from '@rialto/core'
import { setPolicy } from '../contract.ts'
import { findPolicy, savePolicy } from '../store/catalogue.ts'

export default feature(setPolicy, async (policy, ctx) => {
  const saved = await ctx.tx((tx) => savePolicy(tx, policy))
  if (saved) return ok(saved)
  const { version } = await findPolicy(ctx.sql)
  return refuse('VERSION_CONFLICT', 'Somebody changed the policy since', { version })
})
