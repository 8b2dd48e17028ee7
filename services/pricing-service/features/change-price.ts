import { type Ctx, feature, ok, refuse, vendorScope } from '@rialto/core'
import { findVariants } from '@rialto/product-service/contract'
import { changePrice } from '../contract.ts'
import * as store from '../store/prices.ts'
import { amountsOf } from './set-prices.ts'

// A vendor's people price their own goods only; another vendor's SKU does not exist for them.
export default feature(changePrice, async ({ sku, price, compareAtAmount, version }, ctx) => {
  const owner = await findOwner(ctx, sku)
  const vendorId = vendorScope(ctx.actor)
  if (!owner || (vendorId !== null && owner.vendorId !== vendorId)) {
    return refuse('SKU_NOT_FOUND', `There is no SKU ${sku} in your catalogue`)
  }
  const { currency } = price
  const compareAt = compareAtAmount === undefined ? {} : { compareAtAmount }
  const { productId } = owner
  const item = {
    sku,
    productId,
    vendorId: owner.vendorId,
    currency,
    version,
    ...amountsOf({ ...price, ...compareAt }),
  }
  const now = ctx.now()
  const isChanged = await ctx.tx((tx) => store.changePrice(tx, item, { now, traceparent: ctx.traceparent }))
  if (!isChanged) return refuse('VERSION_CONFLICT', 'The price was changed meanwhile. Read it again')
  const [changed] = await store.findPrices(ctx.sql, { skus: [sku], currency }, now)
  if (!changed) throw new Error('A changed price cannot be read')
  return ok(changed)
})

/** The price list knows a SKU once it had a price; the catalogue knows it from its creation. */
async function findOwner(ctx: Ctx, sku: string) {
  const known = await store.findSkuOwner(ctx.sql, sku)
  if (known) return known
  const found = await ctx.call(findVariants, { skus: [sku], variantIds: [] })
  return found.ok ? found.value.items[0] : undefined
}
