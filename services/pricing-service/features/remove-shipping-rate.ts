import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { removeShippingRate } from '../contract.ts'
import { deleteShippingRate } from '../store/shipping-rates.ts'

export default feature(removeShippingRate, async ({ rateId }, ctx) => {
  const isRemoved = await ctx.tx((tx) => deleteShippingRate(tx, rateId, vendorScope(ctx.actor)))
  return isRemoved ? ok(null) : refuse('NOT_FOUND', 'There is no such way of shipping')
})
