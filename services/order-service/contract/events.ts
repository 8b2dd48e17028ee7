import { eventType, id, nullable, quantity, struct, text } from '@rialto/core'
import { Type } from 'typebox'

const eventLine = struct({ sku: text(100), vendorId: id(), quantity: quantity(), unitPrice: Type.Integer() })
const holdOfOrder = { orderId: id(), holdId: id(), generation: Type.Integer() }

export const orderCreated = eventType({
  type: 'order.created',
  summary: 'An order was accepted; its units are held until it is paid',
  data: struct({
    orderId: id(),
    userId: nullable(text(80)),
    items: Type.Array(eventLine),
    total: Type.Integer(),
    currency: Type.String(),
  }),
})

export const orderPaid = eventType({
  type: 'order.paid',
  summary: 'An order is fully paid; its hold is to be committed',
  data: struct({ ...holdOfOrder }),
})

export const orderPaymentFailed = eventType({
  type: 'order.payment_failed',
  summary: 'An attempt to pay failed; the units stay held until the time to pay is over',
  data: struct({ orderId: id(), code: text(60) }),
})

export const orderCancelled = eventType({
  type: 'order.cancelled',
  summary: 'An order was cancelled as a whole: its units go back, what was paid is refunded',
  data: struct({ ...holdOfOrder, wasPaid: Type.Boolean(), reason: text(60) }),
})

const partLines = Type.Array(struct({ sku: text(100), quantity: quantity() }))

export const partCancelled = eventType({
  type: 'order.part_cancelled',
  summary: 'A vendor cancelled its part of a paid order: units go back, its share is refunded',
  data: struct({
    ...holdOfOrder,
    vendorId: id(),
    lines: partLines,
    refundAmount: Type.Integer(),
    currency: Type.String(),
  }),
})

export const orderShipped = eventType({
  type: 'order.shipped',
  summary: 'A vendor handed units to a carrier; `complete` when nothing of the order is left to ship',
  data: struct({ ...holdOfOrder, vendorId: id(), lines: partLines, complete: Type.Boolean() }),
})

export const orderDelivered = eventType({
  type: 'order.delivered',
  summary: 'A vendor’s part arrived; `complete` when all parts did',
  data: struct({ orderId: id(), vendorId: id(), complete: Type.Boolean() }),
})
