import { endpoint, id, nullable, oneOf, struct, timestamp } from '@rialto/core'

/** Asked before somebody may speak of a product as one who has it. */
export const findPurchase = endpoint({
  name: 'order.find_purchase',
  summary: 'The newest order in which a user paid for a product and that was not cancelled',
  method: 'POST',
  path: '/internal/orders/purchases/find',
  exposure: 'internal',
  permission: 'order.read_orders',
  input: struct({ userId: id(), productId: id() }),
  reply: struct({
    purchase: nullable(
      struct({ orderId: id(), state: oneOf(['bought', 'delivered']), createdAt: timestamp() }),
    ),
  }),
  retry: 'safe',
})
