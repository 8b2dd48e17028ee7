import { endpoint, id, nullable, oneOf, quantity, struct, text, timestamp } from '@rialto/core'
import { totals } from '@rialto/pricing-service/contract'
import { Type } from 'typebox'
import { fulfilmentStates, orderStates } from './states.ts'

/** One vendor's share of an order, as money is split. */
const vendorShare = struct({
  vendorId: id(),
  status: oneOf(fulfilmentStates),
  total: Type.Integer({ description: 'What the customer paid for this part' }),
  shipping: Type.Integer(),
  taxes: Type.Integer({ description: 'Tax of this part, added or contained' }),
  discountsByPlatform: Type.Integer(),
  commission: Type.Integer({
    description: 'What the marketplace earns of this part, without tax and without units that were cancelled',
  }),
  commissionTax: Type.Integer(),
})

/**
 * Called by payment-service before an attempt: the amount, how it is split, and a hold that is alive. `actorId` is the
 * payer as the order names its owner; for anybody else the order does not exist.
 */
export const beginPayment = endpoint({
  name: 'order.begin_payment',
  summary:
    'Makes an order ready for an attempt to pay: `payment_failed` becomes `pending`, a dead hold is taken anew',
  method: 'POST',
  path: '/internal/orders/:orderId/begin-payment',
  exposure: 'internal',
  permission: 'order.begin_payment',
  input: struct({ orderId: id(), actorId: nullable(text(80)) }),
  reply: struct({
    orderId: id(),
    number: text(20),
    ownerId: text(80),
    amount: Type.Integer({ minimum: 0 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    holdId: id(),
    generation: Type.Integer({ minimum: 1 }),
    secondsLeft: Type.Integer({ minimum: 0 }),
    vendors: Type.Array(vendorShare),
  }),
  retry: 'keyed',
  refusals: {
    ORDER_NOT_PENDING: 409,
    SOLD_OUT: 409,
    LIMIT_REACHED: 409,
    HOLD_EXPIRED: 409,
    PAYMENT_DECLINED: 402,
  },
})

export const findOrderMoney = endpoint({
  name: 'order.find_order_money',
  summary: 'Who may pay an order and how its money is split; frozen when it was created',
  method: 'GET',
  path: '/internal/orders/:orderId/money',
  exposure: 'internal',
  permission: 'order.read_orders',
  input: struct({ orderId: id() }),
  reply: struct({
    orderId: id(),
    number: text(20),
    status: oneOf(orderStates),
    ownerId: text(80),
    totals,
    vendors: Type.Array(vendorShare),
  }),
})

/** Everything that a mail about an order says. Personal data: for notification-service only, never stored by it. */
export const findOrderForMail = endpoint({
  name: 'order.find_order_for_mail',
  summary: 'An order with its lines, addresses and contact, for a mail',
  method: 'GET',
  path: '/internal/orders/:orderId/mail',
  exposure: 'internal',
  permission: 'order.read_contacts',
  input: struct({ orderId: id() }),
  reply: struct({
    orderId: id(),
    number: text(20),
    email: text(320),
    recipient: text(200),
    language: oneOf(['en', 'de', 'ar']),
    createdAt: timestamp(),
    status: oneOf(orderStates),
    totals,
    vendors: Type.Array(
      struct({
        vendorId: id(),
        vendorName: text(120),
        status: oneOf(fulfilmentStates),
        carrier: nullable(text(60)),
        trackingCode: nullable(text(120)),
        shipping: Type.Integer(),
        total: Type.Integer(),
        lines: Type.Array(
          struct({
            sku: text(100),
            title: text(300),
            options: Type.Record(Type.String(), Type.String()),
            image: nullable(Type.String()),
            quantity: quantity(),
            unitPrice: Type.Integer(),
            total: Type.Integer(),
          }),
        ),
      }),
    ),
  }),
})
