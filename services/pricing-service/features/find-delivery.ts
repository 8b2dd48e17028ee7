import { feature, ok } from '@rialto/core'
import { findDelivery } from '../contract.ts'
import { deliveryOptions } from '../model/shipping.ts'
import { findDeliveryRates } from '../store/shipping-rates.ts'

export default feature(findDelivery, async ({ vendorId, country, currency, weightGrams = 0 }, ctx) => {
  const rates = await findDeliveryRates(ctx.sql, vendorId, country)
  const options = deliveryOptions(rates, currency, weightGrams)
  return ok({ options: options.map((option) => ({ ...option, price: Number(option.price) })) })
})
