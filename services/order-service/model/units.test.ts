import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decide as decideCancel } from '../features/cancel-vendor-order.ts'
import { decide as decideDelivery } from '../features/deliver-vendor-order.ts'
import { decide as decideShipment } from '../features/ship-vendor-order.ts'
import { apply, moveTo } from './moves.ts'
import { firstEvents } from './new-order.ts'
import type { Order, OrderEvent } from './order.ts'
import { commissionKept, type FrozenLine, openOf, priceOfUnits } from './units.ts'

const line = fc.record({ quantity: fc.integer({ min: 1, max: 6 }), total: fc.nat(100_000) })
type Step =
  | { do: 'ship'; vendor: number; lines: number[] }
  | { do: 'arrive'; vendor: number; shipment: number }
  | { do: 'deliver' | 'cancel'; vendor: number }
const vendor = fc.nat(1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('ship' as const), vendor, lines: fc.array(fc.nat(3)) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('arrive' as const), vendor, shipment: fc.nat(3) }) },
  fc.record({ do: fc.constantFrom('deliver', 'cancel'), vendor }),
)

describe('the units of a part that goes out in pieces (@R-002.29)', () => {
  it('are shipped, cancelled or open, and what is cancelled is refunded to the cent', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 3 }),
        fc.array(step, { maxLength: 20 }),
        (goods, steps) => {
          const frozen = goods.map((one, index) => ({ sku: `v0-${index}`, ...one }))
          let order = paidOrder(frozen)
          const events: OrderEvent[] = []
          for (const [index, one] of steps.entries()) {
            const decided = decideStep(one, { order, frozen, index })
            if (!decided.ok) continue
            for (const event of decided.value) {
              order = apply(order, event)
              events.push(event)
            }
            checkUnits(order)
          }
          checkRefunds(order, events, frozen)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('cost together what their line cost, given back in whatever pieces', () => {
    fc.assert(
      fc.property(line, fc.array(fc.integer({ min: 1, max: 3 })), ({ quantity, total }, pieces) => {
        let givenBack = 0
        let sum = 0
        for (const piece of [...pieces, quantity]) {
          const units = Math.min(piece, quantity - givenBack)
          const price = priceOfUnits({ sku: 's', quantity, total }, givenBack, units)
          assert.ok(Math.abs(price - (total * units) / quantity) <= 1)
          sum += price
          givenBack += units
        }
        assert.equal(sum, total)
      }),
    )
  })

  it('earn their share of the commission, and a part without cancelled units all of it', () => {
    const frozen = [{ sku: 'v0-0', quantity: 3, total: 1_000 }]
    const [part] = paidOrder(frozen).parts
    assert.ok(part)
    assert.equal(commissionKept(100, part, frozen), 100)
    const lines = [{ sku: 'v0-0', quantity: 3, shipped: 2, cancelled: 1 }]
    assert.equal(commissionKept(100, { ...part, status: 'shipped', lines }, frozen), 67)
  })
})

/** The line of the other vendor, whose part goes its own way. */
const ofOther: FrozenLine = { sku: 'v1-0', quantity: 2, total: 2 }

function decideStep(one: Step, at: { order: Order; frozen: readonly FrozenLine[]; index: number }) {
  const { order, frozen, index } = at
  const vendorId = `v${one.vendor}`
  const part = order.parts.find((each) => each.vendorId === vendorId)
  switch (one.do) {
    case 'ship': {
      const lines = (part?.lines ?? [])
        .map((own, position) => ({ sku: own.sku, quantity: one.lines[position] ?? 0 }))
        .filter((wanted) => wanted.quantity > 0)
      const wish = { vendorId, shipmentId: `s${index}`, lines: lines.length > 0 ? lines : undefined }
      return decideShipment(wish, order)
    }
    case 'arrive':
      return decideDelivery(
        { vendorId, shipmentId: part?.shipments?.[one.shipment]?.shipmentId ?? 'none' },
        order,
      )
    case 'deliver':
      return decideDelivery({ vendorId }, order)
    case 'cancel':
      return decideCancel({ vendorId, reason: 'other', frozen: [...frozen, ofOther] }, order)
  }
}

function checkUnits(order: Order): void {
  for (const part of order.parts) {
    for (const own of part.lines) {
      assert.ok(own.shipped >= 0 && openOf(own) >= 0, `${own.sku} has ${openOf(own)} open units`)
      assert.equal(own.shipped + (own.cancelled ?? 0) + openOf(own), own.quantity)
    }
    const open = part.lines.reduce((sum, own) => sum + openOf(own), 0)
    if (part.status === 'shipped' || part.status === 'delivered') assert.equal(open, 0)
    if (part.status === 'partly_shipped') assert.ok(open > 0)
    const hasArrived = part.shipments?.every((one) => one.isDelivered) ?? false
    if (part.status === 'shipped') assert.ok(!hasArrived, 'all of it arrived, so it is delivered')
    if (part.status === 'delivered') assert.ok(hasArrived)
  }
}

/** What was refunded of a part is the price of the units that were cancelled, its shipping only when nothing left. */
function checkRefunds(order: Order, events: readonly OrderEvent[], frozen: readonly FrozenLine[]): void {
  const [part] = order.parts
  assert.ok(part)
  const refunds = events.flatMap((event) =>
    event.type === 'PartCancelled' && event.data.vendorId === 'v0' ? [event.data.refundAmount] : [],
  )
  if (refunds.length === 0) return
  assert.equal(refunds.length, 1, 'a part is given up once')
  const wasSent = part.lines.some((own) => own.shipped > 0)
  const prices = part.lines.map((own) => {
    const price = frozen.find((each) => each.sku === own.sku)
    return price ? Math.round((price.total * (own.cancelled ?? 0)) / price.quantity) : Number.NaN
  })
  const ofUnits = prices.reduce((sum, price) => sum + price, 0)
  assert.equal(refunds[0], wasSent ? ofUnits : part.total)
}

function paidOrder(frozen: readonly FrozenLine[]): Order {
  const own = frozen.map((one) => ({ ...one, lineId: one.sku, vendorId: 'v0', unitPrice: 1 }))
  const other = { ...ofOther, lineId: 'v1', vendorId: 'v1', unitPrice: 1 }
  const sum = frozen.reduce((total, one) => total + one.total, 0)
  const { state } = firstEvents({
    orderId: 'o',
    number: 'R000000000',
    ownerId: 'user:u',
    document: {
      quote: { lines: [...own, other], totals: { total: sum + 502, currency: 'EUR' } },
      items: [],
    } as never,
    parts: [
      { vendorId: 'v0', total: sum + 500 },
      { vendorId: 'v1', total: 2 },
    ] as never,
    hold: { holdId: 'h', generation: 1 },
  })
  const paid = moveTo(state, 'paid')
  assert.ok(paid.ok)
  return apply(state, paid.value)
}
