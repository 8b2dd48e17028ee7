import { feature, ok } from '@rialto/core'
import { getPrices } from '../contract.ts'
import { findPrices } from '../store/prices.ts'

export default feature(getPrices, async ({ sku, currency }, ctx) =>
  ok({ items: await findPrices(ctx.sql, { skus: [sku], currency: currency ?? null }, ctx.now()) }),
)
