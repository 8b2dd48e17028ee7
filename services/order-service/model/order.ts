import type { fulfilmentStates, orderStates } from '../contract.ts'
import { quantityOf } from './units.ts'

export type OrderStatus = (typeof orderStates)[number]
export type PartStatus = (typeof fulfilmentStates)[number]

export type PartLine = {
  readonly sku: string
  readonly quantity: number
  readonly shipped: number
  /** Units that the vendor gave up; absent for none. Those of an order that is cancelled as a whole are not counted. */
  readonly cancelled?: number
}
export type WantedLine = { readonly sku: string; readonly quantity: number }

/** One vendor's part of an order. */
export type Part = {
  readonly vendorId: string
  /** What was handed to carriers; absent before the first. */
  readonly shipments?: readonly { readonly shipmentId: string; readonly isDelivered: boolean }[]
  readonly status: PartStatus
  readonly lines: readonly PartLine[]
  readonly total: number
}

/** An order as its events tell it. The row `order_head` and its parts equal this fold (INV-3). */
export type Order = {
  readonly orderId: string
  readonly version: number
  readonly status: OrderStatus
  readonly ownerId: string
  readonly total: number
  readonly currency: string
  readonly holdId: string
  /** The attempt of the hold that the order lives from. */
  readonly generation: number
  /** The last attempt of the hold that was asked for; a refused one is never asked again. */
  readonly generationTried: number
  readonly paymentId: string | null
  /** Nothing is left to pay: the money came, whatever the status, or there was nothing to pay. */
  readonly isPaid: boolean
  readonly lastFailure: { readonly paymentId: string; readonly attempt: number } | null
  readonly parts: readonly Part[]
}

type EventItem = { sku: string; vendorId: string; quantity: number; unitPrice: number }

/** The events of an order's stream, by the names of requirement 002.28, and ours besides them. */
export type OrderEvent =
  | {
      type: 'OrderCreated'
      data: {
        orderId: string
        number: string
        ownerId: string
        userId: string | null
        items: readonly EventItem[]
        total: number
        currency: string
        vendors: readonly { vendorId: string; total: number }[]
      }
    }
  | {
      type: 'InventoryReserved'
      data: {
        reservationId: string
        items: readonly WantedLine[]
        holdId: string
        generation: number
      }
    }
  | { type: 'OrderCreationFailed'; data: { reason: string; ownerId: string; cartId: string } }
  | { type: 'PaymentIntentCreated'; data: { paymentId: string } }
  | {
      type: 'PaymentSucceeded'
      data: { paymentId: string; amount: number; currency: string; generation: number }
    }
  | { type: 'PaymentFailed'; data: { paymentId: string; attempt: number; reason: string } }
  | { type: 'OrderStatusChanged'; data: StatusChange }
  | {
      type: 'PartShipped'
      data: PartMove & { lines: readonly WantedLine[]; complete: boolean; shipmentId: string }
    }
  | { type: 'ShipmentDelivered'; data: PartMove & { shipmentId: string } }
  | { type: 'PartDelivered'; data: PartMove & { complete: boolean } }
  | {
      type: 'PartReturned'
      data: PartMove & { returnId: string; lines: readonly WantedLine[]; refundAmount: number }
    }
  | {
      type: 'PartCancelled'
      data: PartMove & {
        lines: readonly WantedLine[]
        refundAmount: number
        currency: string
        reason: string
      }
    }
  | { type: 'HoldTaken'; data: { holdId: string; generation: number; seconds: number } }
  | { type: 'HoldRefused'; data: { generation: number; code: string } }
  | { type: 'RefundAsked'; data: HoldOfOrder & { reason: string } }
  | {
      type: 'PaymentScreened'
      data: { score: number; reasons: readonly string[]; by: string; isRefused: boolean }
    }

type HoldOfOrder = { orderId: string; holdId: string; generation: number }
type PartMove = HoldOfOrder & { vendorId: string; status: PartStatus }

export type StatusChange = {
  previousStatus: OrderStatus
  newStatus: OrderStatus
  /** What the published event says besides. */
  metadata: Partial<HoldOfOrder> & { code?: string; reason?: string; wasPaid?: boolean }
}

/** What an event makes of an order. A creation that failed makes none. */
export function evolve(order: Order | null, event: OrderEvent): Order | null {
  if (event.type === 'OrderCreationFailed') return null
  if (event.type === 'OrderCreated') return created(event.data)
  if (!order) throw new Error(`The stream begins with ${event.type}`)
  return { ...change(order, event), version: order.version + 1 }
}

/** The order after all its events. */
export function fold(events: readonly OrderEvent[]): Order | null {
  return events.reduce<Order | null>(evolve, null)
}

type Later = Exclude<OrderEvent, { type: 'OrderCreated' | 'OrderCreationFailed' }>

function change(order: Order, event: Later): Order {
  switch (event.type) {
    case 'InventoryReserved':
    case 'HoldTaken': {
      const { holdId, generation } = event.data
      return { ...order, holdId, generation, generationTried: generation }
    }
    case 'HoldRefused':
      return { ...order, generationTried: event.data.generation }
    case 'PaymentIntentCreated':
      return { ...order, paymentId: event.data.paymentId }
    case 'PaymentSucceeded':
      return { ...order, paymentId: event.data.paymentId, isPaid: true }
    case 'PaymentFailed': {
      const { paymentId, attempt } = event.data
      return { ...order, lastFailure: { paymentId, attempt } }
    }
    case 'OrderStatusChanged':
      return withStatus(order, event.data.newStatus)
    case 'PartShipped':
      return withPart(order, event.data, (part) => ({
        lines: part.lines.map((line) => shipUnits(line, quantityOf(event.data.lines, line.sku))),
        shipments: [...(part.shipments ?? []), { shipmentId: event.data.shipmentId, isDelivered: false }],
      }))
    case 'ShipmentDelivered':
      return withPart(order, event.data, (part) => ({
        shipments: (part.shipments ?? []).map((one) =>
          one.shipmentId === event.data.shipmentId ? { ...one, isDelivered: true } : one,
        ),
      }))
    case 'PartDelivered':
      return withPart(order, event.data, (part) =>
        part.shipments ? { shipments: part.shipments.map((one) => ({ ...one, isDelivered: true })) } : {},
      )
    case 'PartCancelled':
      return withPart(order, event.data, (part) => ({
        lines: part.lines.map((line) => cancelUnits(line, quantityOf(event.data.lines, line.sku))),
      }))
    case 'PartReturned':
      return withPart(order, event.data, () => ({}))
    case 'RefundAsked':
    case 'PaymentScreened':
      return order
  }
}

function shipUnits(line: PartLine, units: number): PartLine {
  return { ...line, shipped: line.shipped + units }
}

function cancelUnits(line: PartLine, units: number): PartLine {
  return units === 0 ? line : { ...line, cancelled: (line.cancelled ?? 0) + units }
}

function created(data: Extract<OrderEvent, { type: 'OrderCreated' }>['data']): Order {
  return {
    orderId: data.orderId,
    version: 1,
    status: 'pending',
    ownerId: data.ownerId,
    total: data.total,
    currency: data.currency,
    holdId: '',
    generation: 0,
    generationTried: 0,
    paymentId: null,
    isPaid: false,
    lastFailure: null,
    parts: data.vendors.map(({ vendorId, total }) => ({
      vendorId,
      total,
      status: 'open' as const,
      lines: data.items
        .filter((item) => item.vendorId === vendorId)
        .map(({ sku, quantity }) => ({ sku, quantity, shipped: 0 })),
    })),
  }
}

function withStatus(order: Order, status: OrderStatus): Order {
  if (status === 'paid') return { ...order, status, isPaid: true }
  if (status !== 'cancelled') return { ...order, status }
  return { ...order, status, parts: order.parts.map((part) => ({ ...part, status: 'cancelled' as const })) }
}

function withPart(
  order: Order,
  moved: { vendorId: string; status: PartStatus },
  changed: (part: Part) => Partial<Part>,
): Order {
  return {
    ...order,
    parts: order.parts.map((part) =>
      part.vendorId === moved.vendorId ? { ...part, ...changed(part), status: moved.status } : part,
    ),
  }
}
