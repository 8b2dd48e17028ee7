import { feature, ok } from '@rialto/core'
import { listSoldOrders } from '../contract.ts'
import { listSold } from '../store/sold.ts'

export default feature(listSoldOrders, async (wanted, ctx) =>
  ok({ orderIds: await listSold(ctx.sql, wanted) }),
)
