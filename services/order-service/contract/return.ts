import {
  endpoint,
  eventType,
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
import { sortOrder } from './states.ts'

/** `refunded` once the money is on its way back; a return that is worth nothing is refunded when it is received. */
export const returnStates = ['requested', 'approved', 'rejected', 'received', 'refunded'] as const

export const returnReasons = [
  'changed_mind',
  'does_not_fit',
  'not_as_described',
  'arrived_damaged',
  'wrong_item',
  'other',
] as const

const currency = Type.String({ pattern: '^[A-Z]{3}$' })
const wantedLines = Type.Array(struct({ sku: text(100), quantity: quantity() }), {
  minItems: 1,
  maxItems: 100,
})

const returnLine = struct({
  sku: text(100),
  title: text(300),
  options: Type.Record(Type.String(), Type.String()),
  image: nullable(Type.String()),
  quantity: quantity(),
  restocked: Type.Integer({ description: 'Units that came back and can be sold again' }),
  writtenOff: Type.Integer({ description: 'Units that came back and cannot be sold' }),
  refundAmount: Type.Integer({
    description: 'Minor units; expected until the goods are received, then what is given back',
  }),
})

const returned = struct({
  returnId: id(),
  orderId: id(),
  number: text(20),
  vendorId: id(),
  status: oneOf(returnStates),
  reason: oneOf(returnReasons),
  comment: nullable(text(1_000, { description: 'The customer’s words; erased with the order’s contact' })),
  answer: nullable(text(500, { description: 'Why the vendor rejected it' })),
  lines: Type.Array(returnLine),
  refundAmount: Type.Integer({ description: 'Of all lines' }),
  currency,
  createdAt: timestamp(),
  decidedAt: nullable(timestamp()),
  receivedAt: nullable(timestamp()),
  refundedAt: nullable(timestamp()),
})

const moved = struct({
  returnId: id(),
  status: oneOf(returnStates),
  refundAmount: Type.Integer(),
  currency,
})

export const findReturnable = endpoint({
  name: 'order.find_returnable',
  summary: 'What of an order can be sent back, until when, and what is given back for it',
  method: 'GET',
  path: '/api/orders/:orderId/returnable',
  permission: 'order.read_orders',
  input: struct({ orderId: id() }),
  reply: struct({
    orderId: id(),
    currency,
    vendors: Type.Array(
      struct({
        vendorId: id(),
        until: nullable(timestamp('Requests are taken until then; null before the part arrived')),
        lines: Type.Array(
          struct({
            sku: text(100),
            quantity: Type.Integer({ minimum: 0, description: 'Units that arrived and are not asked back' }),
            unitRefunds: Type.Array(Type.Integer(), {
              description: 'What is given back for one unit, for two, and so on',
            }),
          }),
        ),
      }),
    ),
  }),
})

export const requestReturn = endpoint({
  name: 'order.request_return',
  summary: 'Asks a vendor to take units back that arrived; within the vendor’s days for returns',
  method: 'POST',
  path: '/api/orders/:orderId/returns',
  permission: 'order.request_returns',
  input: struct({
    orderId: id(),
    vendorId: id(),
    lines: wantedLines,
    reason: oneOf(returnReasons),
    comment: Type.Optional(text(1_000)),
  }),
  reply: moved,
  status: 201,
  idempotency: 'key',
  deadlineMs: 10_000,
  refusals: { LINES_NOT_DELIVERED: 409, RETURN_PERIOD_OVER: 409 },
})

export const listOwnReturns = endpoint({
  name: 'order.list_own_returns',
  summary: 'The returns of the person who asks, newest first; of one order if it is named',
  method: 'GET',
  path: '/api/users/returns',
  permission: 'order.read_orders',
  input: struct({ ...pageQuery, orderId: Type.Optional(id()) }),
  reply: page(returned),
})

export const getReturn = endpoint({
  name: 'order.get_return',
  summary: 'One return, for its customer and for operators',
  method: 'GET',
  path: '/api/returns/:returnId',
  permission: 'order.read_orders',
  input: struct({ returnId: id() }),
  reply: returned,
})

export const listVendorReturns = endpoint({
  name: 'order.list_vendor_returns',
  summary: 'What customers want to send back, newest first unless asked otherwise; a vendor sees its own',
  method: 'GET',
  path: '/api/vendor/returns',
  permission: 'order.read_vendor_orders',
  input: struct({ ...pageQuery, status: Type.Optional(oneOf(returnStates)), sortOrder }),
  reply: page(returned),
})

export const getVendorReturn = endpoint({
  name: 'order.get_vendor_return',
  summary: 'One return, for the vendor that takes it back',
  method: 'GET',
  path: '/api/vendor/returns/:returnId',
  permission: 'order.read_vendor_orders',
  input: struct({ returnId: id() }),
  reply: returned,
})

const move = {
  method: 'POST',
  reply: moved,
  idempotency: 'key',
} as const

export const approveReturn = endpoint({
  ...move,
  name: 'order.approve_return',
  summary: 'Agrees to take the units back; the customer may send them',
  path: '/api/vendor/returns/:returnId/approve',
  permission: 'order.decide_returns',
  input: struct({ returnId: id() }),
  refusals: { INVALID_STATUS_TRANSITION: 409 },
})

export const rejectReturn = endpoint({
  ...move,
  name: 'order.reject_return',
  summary: 'Refuses to take the units back, with the reason that the customer reads',
  path: '/api/vendor/returns/:returnId/reject',
  permission: 'order.decide_returns',
  input: struct({ returnId: id(), answer: text(500) }),
  refusals: { INVALID_STATUS_TRANSITION: 409 },
})

export const receiveReturn = endpoint({
  ...move,
  name: 'order.receive_return',
  summary: 'The goods came back: what can be sold again, what is written off; their price is refunded',
  path: '/api/vendor/returns/:returnId/receive',
  permission: 'order.receive_returns',
  input: struct({
    returnId: id(),
    lines: Type.Array(struct({ sku: text(100), restock: quantity(0), writeOff: quantity(0) }), {
      minItems: 1,
      maxItems: 100,
      description: 'Lines that are left out did not come',
    }),
  }),
  refusals: { INVALID_STATUS_TRANSITION: 409, LINES_NOT_REQUESTED: 409 },
})

const returnOfOrder = { returnId: id(), orderId: id(), vendorId: id() }

export const returnRequested = eventType({
  type: 'return.requested',
  summary: 'A customer wants to send units back; the vendor decides',
  data: struct({
    ...returnOfOrder,
    reason: Type.String(),
    lines: Type.Array(struct({ sku: text(100), quantity: quantity() })),
    refundAmount: Type.Integer(),
    currency: Type.String(),
  }),
})

export const returnApproved = eventType({
  type: 'return.approved',
  summary: 'A vendor takes units back; the customer may send them',
  data: struct(returnOfOrder),
})

export const returnRejected = eventType({
  type: 'return.rejected',
  summary: 'A vendor does not take units back; the reason is read with order.get_return',
  data: struct(returnOfOrder),
})

export const returnCompleted = eventType({
  type: 'return.completed',
  summary: 'Units came back: some return to the shelf, their price is refunded under `refundId`',
  data: struct({
    ...returnOfOrder,
    holdId: id(),
    generation: Type.Integer(),
    lines: Type.Array(
      struct({
        sku: text(100),
        quantity: quantity(),
        restock: Type.Integer(),
        writeOff: Type.Integer(),
      }),
    ),
    refundId: id(),
    refundAmount: Type.Integer(),
    commission: Type.Integer({ description: 'What the marketplace had earned of these units, without tax' }),
    commissionTax: Type.Integer(),
    currency: Type.String(),
  }),
})

export const orderReturned = eventType({
  type: 'order.returned',
  summary: 'All that arrived of a vendor’s part came back; `complete` when that is true of every part',
  data: struct({ orderId: id(), vendorId: id(), complete: Type.Boolean() }),
})
