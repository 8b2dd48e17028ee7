import { endpoint, id, struct, timestamp } from '@rialto/core'
import { Type } from 'typebox'

const sold = struct({
  orderId: id(),
  createdAt: timestamp(),
  products: Type.Array(struct({ productId: id(), units: Type.Integer({ minimum: 0 }) }), {
    description: 'All products of the order, with 0 where nothing is left',
  }),
})
/** Written out: taken from the schema, the type costs the compiler most. */
type Sold = { orderId: string; createdAt: string; products: { productId: string; units: number }[] }

/** Asked by whoever counts what sells. Read again, it is what is true then: counting it twice does no harm. */
export const findSold = endpoint({
  name: 'order.find_sold',
  summary:
    'What orders sold: units that were paid for and neither given up nor sent back; unknown orders are left out',
  method: 'POST',
  path: '/internal/orders/sold/find',
  exposure: 'internal',
  permission: 'order.read_orders',
  input: struct({ orderIds: Type.Array(id(), { maxItems: 200 }) }),
  reply: struct({ items: Type.Unsafe<Sold[]>(Type.Array(sold)) }),
  retry: 'safe',
})

export const listSoldOrders = endpoint({
  name: 'order.list_sold_orders',
  summary: 'The ids of the paid orders of the last days, the oldest first: what a count is built again from',
  method: 'GET',
  path: '/internal/orders/sold',
  exposure: 'internal',
  permission: 'order.read_orders',
  input: struct({
    days: Type.Integer({ minimum: 1, maximum: 365 }),
    after: Type.Optional(id('The last id of the previous answer')),
    limit: Type.Integer({ minimum: 1, maximum: 1000 }),
  }),
  reply: struct({ orderIds: Type.Array(id()) }),
})
