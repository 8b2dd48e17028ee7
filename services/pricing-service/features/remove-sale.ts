import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { priceChanged, removeSale } from '../contract.ts'
import { endSale, findSale } from '../store/sales.ts'

export default feature(removeSale, async ({ saleId }, ctx) => {
  const sale = await findSale(ctx.sql, saleId, vendorScope(ctx.actor))
  if (!sale) return refuse('NOT_FOUND', 'There is no such sale')
  const { sku, productId, vendorId } = sale
  await ctx.tx(async (tx) => {
    await endSale(tx, saleId, ctx.now())
    await tx.publish(priceChanged, `sku:${sku}`, { sku, productId, vendorId })
  })
  return ok(null)
})
