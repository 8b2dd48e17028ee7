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
import { Type } from 'typebox'
import { address } from './address.ts'
import { orderLine, shipment } from './order.ts'
import { fulfilmentStates, orderStates, sortOrder } from './states.ts'

const part = { orderId: id(), vendorId: id() }

const vendorOrderFields = {
  ...part,
  number: text(20),
  status: oneOf(fulfilmentStates),
  orderStatus: oneOf(orderStates),
  createdAt: timestamp(),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  total: Type.Integer({ description: 'What the customer paid for this part' }),
  shipping: Type.Integer(),
  commission: Type.Integer({ description: 'What the marketplace earns of this part, without tax' }),
  commissionTax: Type.Integer(),
}

export const listVendorOrders = endpoint({
  name: 'order.list_vendor_orders',
  summary:
    'The parts of orders that a vendor ships, newest first unless asked otherwise; a vendor sees its own',
  method: 'GET',
  path: '/api/vendor/orders',
  permission: 'order.read_vendor_orders',
  input: struct({
    ...pageQuery,
    status: Type.Optional(oneOf(fulfilmentStates)),
    toShip: Type.Optional(Type.Boolean({ description: 'true: only paid parts with units left to ship' })),
    number: Type.Optional(text(20, { description: 'The beginning of the order’s number' })),
    sortOrder,
  }),
  reply: page(
    struct({
      ...vendorOrderFields,
      units: Type.Integer({ description: 'Units that were ordered' }),
      unitsOpen: Type.Integer({ description: 'Units that are neither shipped nor cancelled' }),
    }),
  ),
})

export const getVendorOrder = endpoint({
  name: 'order.get_vendor_order',
  summary: 'A vendor’s part of an order: its lines, and where they go once they are paid',
  method: 'GET',
  path: '/api/vendor/orders/:orderId',
  permission: 'order.read_vendor_orders',
  input: struct({
    orderId: id(),
    vendorId: Type.Optional(id('For operators; a vendor’s people have their own')),
  }),
  reply: struct({
    ...vendorOrderFields,
    items: Type.Array(
      struct({
        ...orderLine.properties,
        shipped: Type.Integer({ description: 'Units handed to a carrier' }),
        cancelled: Type.Integer({ description: 'Units that the vendor gave up; they were refunded' }),
      }),
    ),
    shipments: Type.Array(shipment),
    shippingAddress: nullable(address),
  }),
})

const moved = struct({ ...part, status: oneOf(fulfilmentStates), orderStatus: oneOf(orderStates) })
const moveRefusals = { INVALID_STATUS_TRANSITION: 409 } as const

export const shipVendorOrder = endpoint({
  name: 'order.ship_vendor_order',
  summary: 'Hands lines of a vendor’s part to a carrier; without `lines`, all that is left',
  method: 'POST',
  path: '/api/orders/:orderId/vendor-orders/:vendorId/ship',
  permission: 'order.fulfil_orders',
  input: struct({
    ...part,
    lines: Type.Optional(
      Type.Array(struct({ sku: text(100), quantity: quantity() }), { minItems: 1, maxItems: 100 }),
    ),
    carrier: text(60),
    trackingCode: Type.Optional(text(120)),
  }),
  reply: struct({ ...moved.properties, shipmentId: id() }),
  status: 201,
  idempotency: 'key',
  refusals: { ...moveRefusals, LINES_NOT_OPEN: 409 },
})

export const deliverVendorOrder = endpoint({
  name: 'order.deliver_vendor_order',
  summary: 'Says that a vendor’s part arrived, or one shipment of it; the last one delivers the part',
  method: 'POST',
  path: '/api/orders/:orderId/vendor-orders/:vendorId/deliver',
  permission: 'order.fulfil_orders',
  input: struct({ ...part, shipmentId: Type.Optional(id('Without it, all that was shipped')) }),
  reply: moved,
  idempotency: 'key',
  refusals: moveRefusals,
})

export const cancelVendorOrder = endpoint({
  name: 'order.cancel_vendor_order',
  summary:
    'A vendor cannot deliver what is left of its part: it is refunded. The last part, unshipped, cancels the order',
  method: 'POST',
  path: '/api/orders/:orderId/vendor-orders/:vendorId/cancel',
  permission: 'order.cancel_vendor_orders',
  input: struct({
    ...part,
    reason: Type.Optional(oneOf(['out_of_stock', 'damaged', 'cannot_ship_there', 'other'])),
  }),
  reply: struct({
    ...moved.properties,
    refundAmount: Type.Integer({ description: 'Minor units that go back to the customer' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  }),
  idempotency: 'key',
  refusals: moveRefusals,
})
