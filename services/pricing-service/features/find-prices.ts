import { feature, ok } from '@rialto/core'
import { findPrices } from '../contract.ts'
import * as store from '../store/prices.ts'

export default feature(findPrices, async ({ skus, currency }, ctx) => {
  const found = await store.findPrices(ctx.sql, { skus, currency: currency ?? null }, ctx.now())
  return ok({ items: found.map(({ version: _version, ...price }) => price) })
})
