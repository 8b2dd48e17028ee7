import { checkPoint, id, nullable, port, quantity, struct, text } from '@rialto/core'
import { Type } from 'typebox'

/** What an extension sees of an order that is about to be: no name, no mail, no street. */
export const beforeOrder = checkPoint({
  name: 'order.create_order',
  summary: 'An order at the price of its quote, before its units are held and before it is written',
  view: struct({
    cartId: id(),
    userId: nullable(id('Null for a guest')),
    items: Type.Array(
      struct({
        sku: text(100),
        productId: id(),
        vendorId: id(),
        quantity: quantity(),
        unitPrice: Type.Integer({ description: 'Minor units of the order’s currency' }),
      }),
    ),
    total: Type.Integer({ description: 'All that is to be paid' }),
    currency: Type.String(),
    country: Type.String({ description: 'Where it is to be sent' }),
  }),
})

/** Asked before the provider is, each time that somebody begins to pay. Scores of 1 and more are noted in the history. */
export const fraudScore = port({
  name: 'order.fraud_score',
  summary: 'How likely the payment of an order is a fraud: from FRAUD_REFUSE_FROM on it is not accepted',
  question: struct({
    orderId: id(),
    userId: nullable(id('Null for a guest')),
    total: Type.Integer({ description: 'Minor units of the order’s currency' }),
    currency: Type.String(),
    shippingCountry: nullable(Type.String()),
    billingCountry: nullable(Type.String({ description: 'Null when it is the same address' })),
    failedAttempts: Type.Integer({ description: 'To pay this order, up to now' }),
    unpaidOrders: Type.Integer({ description: 'Others of the same person in the last hour, up to 20' }),
  }),
  answer: struct({
    score: Type.Integer({ minimum: 0, maximum: 100 }),
    reasons: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' }), { maxItems: 10 }),
  }),
  timeLimitMs: 1_000,
})
