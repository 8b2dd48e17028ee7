import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Part } from './order.ts'
import {
  cameBackWhole,
  commissionBack,
  decideReceipt,
  decideRequest,
  type KnownReturn,
  leftToReturn,
  paidAndReturned,
  type Returnable,
  returnUntil,
} from './returns.ts'

const later = new Date('2026-02-01T00:00:00Z')
const now = new Date('2026-01-15T00:00:00Z')

const partOf = (lines: Part['lines'], status: Part['status'] = 'delivered'): Part => ({
  vendorId: 'v',
  status,
  lines,
  total: 0,
})
const lamp = { part: partOf([{ sku: 'lamp', quantity: 3, shipped: 3 }]), known: [] }
const priced = (total: number): Returnable => ({ ...lamp, frozen: [{ sku: 'lamp', quantity: 3, total }] })
const ask = (returnable: Returnable, quantity: number, at = now) =>
  decideRequest({ lines: [{ sku: 'lamp', quantity }], until: later, now: at }, returnable)
const codeOf = (result: { ok: boolean; code?: string }) => (result.ok ? 'ok' : result.code)

describe('what may be sent back (@R-002.29)', () => {
  it('is what arrived, once, and within the days for it', () => {
    assert.equal(codeOf(ask(priced(100), 3)), 'ok')
    assert.equal(codeOf(ask(priced(100), 4)), 'LINES_NOT_DELIVERED')
    assert.equal(codeOf(ask(priced(100), 1, new Date(later.getTime() + 1))), 'RETURN_PERIOD_OVER')
    const onItsWay = { ...priced(100), part: partOf(lamp.part.lines, 'shipped') }
    assert.equal(codeOf(ask(onItsWay, 1)), 'LINES_NOT_DELIVERED')
    const unknown = { lines: [{ sku: 'chair', quantity: 1 }], until: later, now }
    assert.equal(codeOf(decideRequest(unknown, priced(100))), 'LINES_NOT_DELIVERED')
    const twice = {
      lines: Array.from({ length: 2 }, () => ({ sku: 'lamp', quantity: 2 })),
      until: later,
      now,
    }
    assert.equal(codeOf(decideRequest(twice, priced(100))), 'LINES_NOT_DELIVERED')
  })

  it('can be asked again after it was rejected', () => {
    const asked: KnownReturn = known('requested', 3)
    assert.equal(leftToReturn({ ...priced(100), known: [asked] }, 'lamp'), 0)
    assert.equal(leftToReturn({ ...priced(100), known: [{ ...asked, status: 'rejected' }] }, 'lamp'), 3)
  })

  it('counts its days from the arrival', () => {
    const arrived = new Date('2026-01-02T12:00:00Z')
    assert.equal(returnUntil(arrived, 30).toISOString(), '2026-02-01T12:00:00.000Z')
  })

  it('is received as what was asked for, or less, and never as nothing', () => {
    const receive = (restock: number, writeOff: number) =>
      codeOf(decideReceipt([{ sku: 'lamp', restock, writeOff }], known('approved', 2), priced(100)))
    assert.equal(receive(1, 1), 'ok')
    assert.equal(receive(1, 0), 'ok')
    assert.equal(receive(0, 0), 'LINES_NOT_REQUESTED')
    assert.equal(receive(2, 1), 'LINES_NOT_REQUESTED')
    const twice = Array.from({ length: 2 }, () => ({ sku: 'lamp', restock: 1, writeOff: 0 }))
    assert.equal(codeOf(decideReceipt(twice, known('approved', 2), priced(100))), 'LINES_NOT_REQUESTED')
  })
})

function known(status: KnownReturn['status'], quantity: number): KnownReturn {
  const line = { sku: 'lamp', quantity, restocked: 0, writtenOff: 0, refundAmount: 0 }
  return { returnId: 'r', vendorId: 'v', status, lines: [line] }
}

type Step = { units: number; verdict: 'reject' | 'receive' | 'wait'; broken: number; lost: number }

const step: fc.Arbitrary<Step> = fc.record({
  units: fc.integer({ min: 1, max: 4 }),
  verdict: fc.constantFrom('reject', 'receive', 'wait'),
  broken: fc.integer({ min: 0, max: 4 }),
  lost: fc.integer({ min: 0, max: 4 }),
})
const life = fc.record({
  quantity: fc.integer({ min: 1, max: 9 }),
  cancelled: fc.integer({ min: 0, max: 8 }),
  total: fc.integer({ min: 0, max: 10_000_000 }),
  commission: fc.integer({ min: 0, max: 1_000_000 }),
  steps: fc.array(step, { maxLength: 12 }),
})

describe('the money of returns, whatever is asked, rejected and received (@R-002.29)', () => {
  it('never exceeds what was paid for the units that came, and is all of it once all came', () => {
    fc.assert(
      fc.property(life, (drawn) => {
        const end = live(drawn)
        assert.ok(end.units <= end.shipped, 'more units came back than were sent')
        assert.ok(end.refunded <= end.paid, 'more was refunded than was paid')
        assert.ok(end.commission <= drawn.commission, 'more commission went back than was earned')
        if (end.isWhole && end.shipped > 0) {
          assert.equal(end.refunded, end.paid)
          if (end.paid > 0) assert.equal(end.commission, drawn.commission)
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** One line of a part, and every return that somebody made of it. */
function live(drawn: {
  quantity: number
  cancelled: number
  total: number
  commission: number
  steps: Step[]
}) {
  const cancelled = Math.min(drawn.cancelled, drawn.quantity)
  const shipped = drawn.quantity - cancelled
  const part = partOf([{ sku: 'lamp', quantity: drawn.quantity, shipped, cancelled }])
  const frozen = [{ sku: 'lamp', quantity: drawn.quantity, total: drawn.total }]
  const returns: KnownReturn[] = []
  let commission = 0
  for (const [index, { units, verdict, broken, lost }] of drawn.steps.entries()) {
    const returnable = { part, frozen, known: returns }
    const asked = ask(returnable, units)
    if (!asked.ok) continue
    const own = { ...known('approved', units), returnId: String(index), lines: asked.value }
    returns.push(own)
    if (verdict === 'reject') returns[returns.length - 1] = { ...own, status: 'rejected' }
    if (verdict !== 'receive') continue
    const came = Math.max(1, units - lost)
    const writeOff = Math.min(broken, came)
    const wish = [{ sku: 'lamp', restock: came - writeOff, writeOff }]
    const received = decideReceipt(wish, own, { part, frozen, known: returns })
    assert.ok(received.ok)
    const amount = received.value.reduce((sum, line) => sum + line.refundAmount, 0)
    const refund = { ...paidAndReturned({ part, frozen, known: returns }), now: amount }
    commission += commissionBack(drawn.commission, refund)
    returns[returns.length - 1] = { ...own, status: 'received', lines: received.value }
  }
  const { whole, before } = paidAndReturned({ part, frozen, known: returns })
  const units = returns
    .filter((one) => one.status === 'received')
    .reduce((sum, one) => sum + (one.lines[0]?.quantity ?? 0), 0)
  return { units, shipped, paid: whole, refunded: before, commission, isWhole: cameBackWhole(part, returns) }
}
