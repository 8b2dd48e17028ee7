import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { changeShippingRate } from '../contract.ts'
import { checkShippingRate } from '../model/shipping.ts'
import { findShippingRate, updateShippingRate } from '../store/shipping-rates.ts'

export default feature(changeShippingRate, async ({ rateId, version, ...patch }, ctx) => {
  const rate = await findShippingRate(ctx.sql, rateId, vendorScope(ctx.actor))
  if (!rate) return refuse('NOT_FOUND', 'There is no such way of shipping')
  if (rate.version !== version) return refuse('VERSION_CONFLICT', 'The rate was changed meanwhile')
  const changed = { ...rate, ...(isRenamed(rate, patch) ? { localNames: {} } : {}), ...patch }
  const refusal = checkShippingRate(changed)
  if (refusal) return refusal
  const written = await ctx.tx((tx) => updateShippingRate(tx, changed))
  return written ? ok(written) : refuse('VERSION_CONFLICT', 'The rate was changed meanwhile')
})

/** A new name has no words of other languages yet: the old ones would call it something else. */
function isRenamed(rate: { name: string }, { name = rate.name }: { name?: string | undefined }): boolean {
  return name !== rate.name
}
