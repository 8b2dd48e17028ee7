import { feature, ok } from '@rialto/core'
import { listPaidOrders } from '../contract.ts'
import { listPaid } from '../store/checks.ts'

export default feature(listPaidOrders, async (wanted, ctx) => ok({ items: await listPaid(ctx.sql, wanted) }))
