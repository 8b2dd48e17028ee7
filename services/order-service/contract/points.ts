import { checkPoint, id, nullable, quantity, struct, text } from '@rialto/core'
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
