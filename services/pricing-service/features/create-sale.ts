import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { createSale } from '../contract.ts'
import { checkSale, startOf } from '../model/sales.ts'
import { findBasePrice, insertSale } from '../store/sales.ts'
import { announceSale } from './announce-sale.ts'

export default feature(createSale, ({ sku, price, startsAt, endsAt = null }, ctx) =>
  ctx.once(async (tx) => {
    const now = ctx.now()
    const { currency } = price
    const base = await findBasePrice(tx, { sku, currency, vendorId: vendorScope(ctx.actor) })
    if (!base) return refuse('SKU_NOT_FOUND', `There is no SKU ${sku} with a price in ${currency}`)
    const { vendorId, productId, baseAmount } = base
    const terms = { price, startsAt: startOf(startsAt, now), endsAt }
    const refusal = checkSale(terms, baseAmount)
    if (refusal) return refusal
    const sale = await insertSale(tx, { saleId: ctx.newId(), vendorId, sku, ...terms })
    await announceSale(tx, { sale, productId, now })
    return ok(sale)
  }),
)
