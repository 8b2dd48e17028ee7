import type { timelineTypes } from '../contract/order.ts'

export type TimelineType = (typeof timelineTypes)[number]

/** An event of the stream as it was stored. */
export type StoredEvent = { readonly type: string; readonly data: Record<string, unknown>; readonly at: Date }

const entryOfEvent: Readonly<Record<string, TimelineType>> = {
  OrderCreated: 'created',
  PaymentIntentCreated: 'payment_intent_created',
  PaymentSucceeded: 'payment_succeeded',
  PaymentFailed: 'payment_failed',
}
const entryOfStatus: Readonly<Record<string, TimelineType>> = {
  shipped: 'shipped',
  delivered: 'delivered',
  cancelled: 'cancelled',
  returned: 'returned',
}

/** What a person reads of an order's life (requirement 003.c). Payments have entries of their own, so `paid` has none. */
export function timelineOf(events: readonly StoredEvent[]): { type: TimelineType; timestamp: string }[] {
  return events.flatMap((event) => {
    const type =
      event.type === 'OrderStatusChanged'
        ? entryOfStatus[String(event.data['newStatus'])]
        : entryOfEvent[event.type]
    return type ? [{ type, timestamp: event.at.toISOString() }] : []
  })
}
