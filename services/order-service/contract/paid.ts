import { endpoint, id, struct } from '@rialto/core'
import { Type } from 'typebox'

/** Asked by payment-service, which holds it against what it captured. */
export const listPaidOrders = endpoint({
  name: 'order.list_paid_orders',
  summary: 'Orders that know that they are paid, within a range of ids: those are made in the order of time',
  method: 'GET',
  path: '/internal/orders/paid',
  exposure: 'internal',
  permission: 'order.read_orders',
  input: struct({
    after: id('Not this one, but those behind it'),
    until: id('The last one'),
    limit: Type.Integer({ minimum: 1, maximum: 1000 }),
  }),
  reply: struct({
    items: Type.Array(
      struct({
        orderId: id(),
        total: Type.Integer({ minimum: 0 }),
        currency: Type.String({ pattern: '^[A-Z]{3}$' }),
      }),
    ),
  }),
})
