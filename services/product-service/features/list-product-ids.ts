import { feature, ok } from '@rialto/core'
import { listProductIds } from '../contract.ts'
import * as store from '../store/facts.ts'

const beforeAll = '00000000-0000-0000-0000-000000000000'

export default feature(listProductIds, async ({ categoryId, after, limit }, ctx) => {
  const page = { after: after ?? beforeAll, categoryId: categoryId ?? null, limit }
  return ok({ productIds: await store.listProductIds(ctx.sql, page) })
})
