import { feature, ok } from '@rialto/core'
import { findSold } from '../contract.ts'
import { soldUnits } from '../model/sold.ts'
import * as store from '../store/sold.ts'

export default feature(findSold, async ({ orderIds }, ctx) => {
  const found = await store.findSold(ctx.sql, orderIds)
  return ok({
    items: found.map(({ orderId, createdAt, ...facts }) => ({
      orderId,
      createdAt: createdAt.toISOString(),
      products: soldUnits(facts),
    })),
  })
})
