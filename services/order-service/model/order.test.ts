import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decide as decideCancel } from '../features/cancel-order.ts'
import { decide as decidePartCancel } from '../features/cancel-vendor-order.ts'
import { decide as decideDelivery } from '../features/deliver-vendor-order.ts'
import { decideFailure, decideIntent, decideSuccess } from '../features/on-payment-moved.ts'
import { decide as decideShipment } from '../features/ship-vendor-order.ts'
import { apply, isDeliveredWhole, isShippedWhole, livingParts, moveTo, orderMoves } from './moves.ts'
import { firstEvents } from './new-order.ts'
import { fold, type Order, type OrderEvent, type OrderStatus } from './order.ts'
import { timelineOf } from './timeline.ts'

const statuses = Object.keys(orderMoves) as OrderStatus[]

describe('the moves of an order (@R-002.29)', () => {
  it('are exactly these; all others are refused', () => {
    const legal = statuses.flatMap((from) => orderMoves[from].map((to) => `${from} > ${to}`))
    assert.deepEqual(legal, [
      'pending > paid',
      'pending > payment_failed',
      'pending > cancelled',
      'payment_failed > pending',
      'payment_failed > cancelled',
      'paid > shipped',
      'paid > cancelled',
      'shipped > delivered',
      'delivered > returned',
    ])
    for (const from of statuses) {
      for (const to of statuses) {
        const moved = moveTo({ ...newOrder().state, status: from }, to)
        const code = moved.ok ? 'moved' : moved.code
        assert.equal(code, legal.includes(`${from} > ${to}`) ? 'moved' : 'INVALID_STATUS_TRANSITION')
      }
    }
  })

  it('never leave the table, whatever people and payments do in whatever order (INV-3)', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const { state, events } = newOrder()
        const all: OrderEvent[] = [...events]
        let order = state
        for (const one of commands) {
          const decided = run(one, order)
          if (!decided.ok) continue
          for (const event of decided.value) {
            checkMove(order, event)
            order = apply(order, event)
            all.push(event)
          }
          checkState(order)
        }
        assert.deepEqual(fold(all), order)
        assert.equal(order.version, all.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the timeline of an order (@R-003.c)', () => {
  const entries = (events: OrderEvent[]) =>
    timelineOf(events.map((event) => ({ ...event, at: new Date(0) }))).map((entry) => entry.type)
  const changed = (newStatus: OrderStatus): OrderEvent => ({
    type: 'OrderStatusChanged',
    data: { previousStatus: 'pending', newStatus, metadata: {} },
  })
  const intent: OrderEvent = { type: 'PaymentIntentCreated', data: { paymentId: 'p' } }
  const came = { paymentId: 'p', amount: 1, currency: 'EUR', generation: 1 }

  it('names a payment once, and has no entry for an intent that was never made', () => {
    const success: OrderEvent[] = [{ type: 'PaymentSucceeded', data: came }, changed('paid')]
    const { events } = newOrder()
    assert.deepEqual(entries([...events, ...success]), ['created', 'payment_succeeded'])
    const path = [...events, intent, ...success, changed('shipped'), changed('delivered')]
    const wanted = ['created', 'payment_intent_created', 'payment_succeeded', 'shipped', 'delivered']
    assert.deepEqual(entries(path), wanted)
  })

  it('ends with a failed payment', () => {
    const failed: OrderEvent = { type: 'PaymentFailed', data: { paymentId: 'p', attempt: 1, reason: 'X' } }
    const { events } = newOrder()
    assert.deepEqual(entries([...events, intent, failed, changed('payment_failed')]), [
      'created',
      'payment_intent_created',
      'payment_failed',
    ])
  })
})

type Command =
  | { do: 'intent' | 'cancel' | 'begin' }
  | { do: 'success'; generation: number }
  | { do: 'failure'; attempt: number }
  | { do: 'ship'; vendorId: string; quantity: number | null }
  | { do: 'deliver' | 'cancel part'; vendorId: string }

const vendor = fc.constantFrom('v1', 'v2', 'v3')
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constantFrom('intent', 'cancel', 'begin') }),
  fc.record({ do: fc.constant('success' as const), generation: fc.constantFrom(1, 1, 1, 2) }),
  fc.record({ do: fc.constant('failure' as const), attempt: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    do: fc.constant('ship' as const),
    vendorId: vendor,
    quantity: fc.option(fc.integer({ min: 1, max: 4 })),
  }),
  fc.record({ do: fc.constantFrom('deliver', 'cancel part'), vendorId: vendor }),
)

function run(one: Command, order: Order) {
  switch (one.do) {
    case 'intent':
      return decideIntent({ paymentId: 'p' }, order)
    case 'cancel':
      return decideCancel({ reason: 'other' }, order)
    case 'begin': {
      const moved = moveTo(order, 'pending')
      return moved.ok ? { ok: true as const, value: [moved.value] } : moved
    }
    case 'success': {
      const amount = { amount: order.total, currency: order.currency }
      return decideSuccess({ paymentId: 'p', generation: one.generation, amount }, order)
    }
    case 'failure':
      return decideFailure({ paymentId: 'p', attempt: one.attempt, code: 'X' }, order)
    case 'ship': {
      const lines = one.quantity === null ? undefined : [{ sku: one.vendorId, quantity: one.quantity }]
      return decideShipment({ vendorId: one.vendorId, shipmentId: 's', lines }, order)
    }
    case 'deliver':
      return decideDelivery({ vendorId: one.vendorId }, order)
    case 'cancel part': {
      const frozen = order.parts.flatMap((part) => part.lines).map((line) => ({ ...line, total: 100 }))
      return decidePartCancel({ vendorId: one.vendorId, reason: 'other', frozen }, order)
    }
  }
}

function checkMove(order: Order, event: OrderEvent): void {
  if (event.type !== 'OrderStatusChanged') return
  const { previousStatus, newStatus } = event.data
  assert.equal(previousStatus, order.status)
  assert.ok(orderMoves[previousStatus].includes(newStatus), `${previousStatus} > ${newStatus}`)
}

/** What must hold in every state an order can get into. */
function checkState(order: Order): void {
  if (order.status === 'cancelled') assert.equal(livingParts(order).length, 0)
  else assert.ok(livingParts(order).length > 0)
  if (order.status === 'paid') assert.ok(!isShippedWhole(order))
  if (order.status === 'shipped') assert.ok(isShippedWhole(order) && !isDeliveredWhole(order))
  if (order.status === 'delivered') assert.ok(isDeliveredWhole(order))
  if (['paid', 'shipped', 'delivered'].includes(order.status)) assert.ok(order.isPaid)
  for (const line of order.parts.flatMap((part) => part.lines)) assert.ok(line.shipped <= line.quantity)
}

function newOrder() {
  const line = (vendorId: string, quantity: number) => ({
    lineId: vendorId,
    sku: vendorId,
    vendorId,
    quantity,
    unitPrice: 100,
  })
  const lines = [line('v1', 3), line('v2', 1)]
  return firstEvents({
    orderId: 'o',
    number: 'R000000000',
    ownerId: 'user:u',
    document: { quote: { lines, totals: { total: 400, currency: 'EUR' } }, items: [] } as never,
    parts: lines.map(({ vendorId, quantity }) => ({ vendorId, total: quantity * 100 }) as never),
    hold: { holdId: 'h', generation: 1 },
  })
}
