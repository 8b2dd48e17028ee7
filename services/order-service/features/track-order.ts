import { feature, ok, refuse } from '@rialto/core'
import { trackOrder } from '../contract.ts'
import { readOrderNumber } from '../model/number.ts'
import { findTracked } from '../store/orders.ts'

// A wrong number, a wrong mail address and an order of somebody else get the same answer: nothing is revealed.
export default feature(trackOrder, async (input, ctx) => {
  const number = readOrderNumber(input.number)
  const row = await findTracked(ctx.sql, number ?? '', input.email)
  if (!row) return refuse('NOT_FOUND', 'There is no order with this number and mail address')
  return ok({
    number: row.number,
    status: row.state.status,
    createdAt: row.createdAt.toISOString(),
    vendors: row.parts.map(({ status, shipments }) => ({ status, shipments })),
  })
})
