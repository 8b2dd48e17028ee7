import {
  endpoint,
  id,
  nullable,
  oneOf,
  page,
  pageQuery,
  quantity,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { localNames, quoteCode, totals } from '@rialto/pricing-service/contract'
import { Type } from 'typebox'
import { address, email } from './address.ts'
import { dropRefusals } from './cart.ts'
import { fulfilmentStates, orderStates, sortOrder } from './states.ts'

const orderNumber = text(20, { description: 'For people: `R`, eight characters and one that checks them' })

export const orderLine = struct({
  lineId: id(),
  sku: text(100),
  productId: id(),
  vendorId: id(),
  slug: text(200),
  title: text(300),
  options: Type.Record(Type.String(), Type.String()),
  image: nullable(Type.String()),
  quantity: quantity(),
  dropId: Type.Optional(id('It was bought in this drop')),
  unitPrice: Type.Integer({ description: 'Minor units of the order’s currency' }),
  totalPrice: Type.Integer({ description: 'After discounts, with tax' }),
})

export const shipment = struct({
  shipmentId: id(),
  carrier: text(60),
  trackingCode: nullable(text(120)),
  lines: Type.Array(struct({ sku: text(100), quantity: quantity() })),
  timestamp: timestamp(),
  deliveredAt: nullable(timestamp()),
})

/** How a vendor's part travels, as it was chosen with the order. */
const delivery = struct({
  name: text(120),
  localNames: Type.Optional(localNames),
  daysMin: Type.Integer({ description: 'Days from the order to the door, at the least' }),
  daysMax: Type.Integer(),
})

const vendorPart = struct({
  vendorId: id(),
  status: oneOf(fulfilmentStates),
  shipping: Type.Integer(),
  total: Type.Integer(),
  delivery: nullable(delivery),
  shipments: Type.Array(shipment),
})

/** Requirement 003.c. */
export const timelineTypes = [
  'created',
  'payment_intent_created',
  'payment_succeeded',
  'payment_failed',
  'shipped',
  'delivered',
  'cancelled',
  'returned',
] as const

const timeline = Type.Array(struct({ type: oneOf(timelineTypes), timestamp: timestamp() }))

const orderFields = {
  orderId: id(),
  number: orderNumber,
  status: oneOf(orderStates),
  createdAt: timestamp(),
  payBy: nullable(timestamp('Until then the units stay held; null when nothing is to be paid any more')),
  totals,
  discountCodes: Type.Array(quoteCode),
  items: Type.Array(orderLine),
  vendors: Type.Array(vendorPart),
  email: nullable(email),
  shippingAddress: nullable(address),
  billingAddress: nullable(address),
  paymentIntentId: nullable(id('The payment that was started for this order')),
  timeline,
}

const order = struct(orderFields)

const orderSummary = struct({
  orderId: id(),
  number: orderNumber,
  status: oneOf(orderStates),
  createdAt: timestamp(),
  totals,
  itemCount: Type.Integer({ description: 'Units in the order' }),
})

export const createOrder = endpoint({
  name: 'order.create_order',
  summary: 'Orders a cart at the price of its quote. A cart is ordered once, whatever key it is sent with',
  method: 'POST',
  path: '/api/orders',
  permission: 'order.place_order',
  audit: 'none',
  input: struct({
    cartId: id(),
    cartVersion: Type.Integer({ minimum: 1 }),
    quoteId: id(),
    digest: text(100, { description: 'The digest of the quote that the person saw' }),
  }),
  reply: struct({
    orderId: id(),
    number: orderNumber,
    status: oneOf(orderStates),
    totals,
    paySeconds: Type.Integer({
      description: 'How long the units stay held for the payment, from the creation',
    }),
  }),
  status: 201,
  idempotency: 'key',
  deadlineMs: 15_000,
  refusals: {
    CART_CLOSED: 409,
    CART_EMPTY: 409,
    CART_CHANGED: 409,
    CART_INCOMPLETE: 409,
    QUOTE_CHANGED: 409,
    PRODUCT_NOT_AVAILABLE: 409,
    BASKET_TOO_LARGE: 422,
    VENDOR_UNAVAILABLE: 409,
    ...dropRefusals,
    HOLD_EXPIRED: 409,
    PAYMENTS_BUSY: 503,
  },
})

export const getOrder = endpoint({
  name: 'order.get_order',
  summary: 'An order as its owner sees it, with its timeline',
  method: 'GET',
  path: '/api/orders/:orderId',
  permission: 'order.read_orders',
  input: struct({ orderId: id() }),
  reply: order,
})

const actedBy = struct({
  kind: oneOf(['customer', 'vendor', 'operator', 'system']),
  id: nullable(text(100, { description: 'The account, for operators; the name of a service' })),
})

const stateAtMoment = struct({
  at: timestamp(),
  version: Type.Integer({ description: 'How many events had happened' }),
  status: oneOf(orderStates),
  isPaid: Type.Boolean(),
  vendors: Type.Array(
    struct({
      vendorId: id(),
      status: oneOf(fulfilmentStates),
      lines: Type.Array(
        struct({
          sku: text(100),
          quantity: Type.Integer(),
          shipped: Type.Integer(),
          cancelled: Type.Integer(),
        }),
      ),
    }),
  ),
})

export const getOrderHistory = endpoint({
  name: 'order.get_order_history',
  summary:
    'An order with every event of its life: what happened, why and by whom, and its state at any moment',
  method: 'GET',
  path: '/api/orders/:orderId/history',
  permission: 'order.read_orders',
  input: struct({
    orderId: id(),
    at: Type.Optional(timestamp('The moment that `stateAt` tells of; without it, now')),
  }),
  reply: struct({
    ...orderFields,
    eventHistory: Type.Array(
      struct({
        version: Type.Integer({ description: 'Its place in the life of the order' }),
        type: text(60),
        data: Type.Record(Type.String(), Type.Unknown()),
        timestamp: timestamp(),
        cause: nullable(text(100, { description: 'The operation, job or event that made it happen' })),
        by: nullable(actedBy),
      }),
    ),
    stateAt: nullable(stateAtMoment),
  }),
})

export const listOwnOrders = endpoint({
  name: 'order.list_own_orders',
  summary: 'The orders of the person who asks, newest first',
  method: 'GET',
  path: '/api/users/orders',
  permission: 'order.read_orders',
  input: struct({
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    status: Type.Optional(oneOf(orderStates)),
  }),
  reply: struct({
    items: Type.Array(orderSummary),
    pagination: struct({
      page: Type.Integer(),
      limit: Type.Integer(),
      total: Type.Integer({ description: 'Counted up to 10,000' }),
      totalPages: Type.Integer(),
    }),
  }),
})

export const listOrders = endpoint({
  name: 'order.list_orders',
  summary: 'All orders of the marketplace, newest first unless asked otherwise, for operators',
  method: 'GET',
  path: '/api/operator/orders',
  permission: 'order.read_all_orders',
  input: struct({
    ...pageQuery,
    status: Type.Optional(oneOf(orderStates)),
    number: Type.Optional(text(20, { description: 'The beginning of the order’s number' })),
    sortOrder,
  }),
  reply: page(orderSummary),
})

const cancelReasons = ['changed_mind', 'ordered_by_mistake', 'took_too_long', 'fraud', 'other'] as const

export const cancelOrder = endpoint({
  name: 'order.cancel_order',
  summary: 'Cancels an order while nothing of it was shipped; what was paid is refunded',
  method: 'POST',
  path: '/api/orders/:orderId/cancel',
  permission: 'order.cancel_orders',
  input: struct({ orderId: id(), reason: Type.Optional(oneOf(cancelReasons)) }),
  reply: struct({ orderId: id(), status: oneOf(orderStates) }),
  idempotency: 'key',
  deadlineMs: 30_000,
  refusals: { INVALID_STATUS_TRANSITION: 409, PAYMENT_UNSETTLED: 409 },
})

export const trackOrder = endpoint({
  name: 'order.track_order',
  summary: 'Where an order is, for whoever knows its number and its mail address',
  method: 'GET',
  path: '/api/orders/track',
  permission: 'anyone',
  ratePlan: 'sign_in',
  input: struct({ number: text(20), email: text(320) }),
  reply: struct({
    number: orderNumber,
    status: oneOf(orderStates),
    createdAt: timestamp(),
    vendors: Type.Array(
      struct({
        vendorId: id(),
        status: oneOf(fulfilmentStates),
        delivery: nullable(delivery),
        shipments: Type.Array(shipment),
      }),
    ),
    timeline,
  }),
})
