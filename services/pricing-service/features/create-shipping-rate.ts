import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { createShippingRate } from '../contract.ts'
import { checkShippingRate } from '../model/shipping.ts'
import { insertShippingRate } from '../store/shipping-rates.ts'

export default feature(createShippingRate, async (input, ctx) => {
  const { vendorId: wanted, freeFrom = [], localNames = {}, ...given } = input
  const own = vendorScope(ctx.actor)
  const vendorId = own ?? wanted
  if (vendorId === undefined)
    return refuse('VALIDATION_FAILED', 'Say whose rate it is: `vendorId` is missing')
  if (wanted !== undefined && wanted !== vendorId) return refuse('NOT_FOUND', 'There is no such vendor')
  const terms = { ...given, freeFrom, localNames }
  const refusal = checkShippingRate(terms)
  if (refusal) return refusal
  return ctx.once(async (tx) => ok(await insertShippingRate(tx, { rateId: ctx.newId(), vendorId, ...terms })))
})
