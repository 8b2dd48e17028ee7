// @R-000.1h
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { takeFrom } from './features/intend-refund.ts'
import { postDelivery, postRefundDecision, postReturn, postSale } from './model/ledger.ts'
import { canAttempt, decideIntent, type Intent, refundable, type Tender, type TenderState } from './model.ts'

const tenderStates: TenderState[] = [
  'planned',
  'requires_action',
  'authorised',
  'captured',
  'failed',
  'voided',
  'unknown',
]
const statuses: Intent['status'][] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
  'other',
]
const tender = (state: TenderState) => ({ state }) as Tender
const intent = (status: Intent['status'], failure: Intent['failure'] = null) =>
  ({ status, failure }) as Intent

describe('what the provider says makes of a tender', () => {
  it('never moves a captured tender, whatever comes late', () => {
    for (const status of statuses) {
      assert.deepEqual(decideIntent(tender('captured'), intent(status, { code: 'x', reason: '' })), {
        state: 'captured',
        tell: 'nothing',
        next: 'nothing',
      })
    }
  })

  it('tells of success exactly when a tender becomes captured', () => {
    for (const state of tenderStates) {
      for (const status of statuses) {
        const decision = decideIntent(tender(state), intent(status))
        assert.equal(decision.tell === 'succeeded', state !== 'captured' && decision.state === 'captured')
      }
    }
  })

  it('captures what is authorised, unless we let it go already', () => {
    assert.equal(decideIntent(tender('unknown'), intent('requires_capture')).next, 'capture')
    assert.equal(decideIntent(tender('voided'), intent('requires_capture')).next, 'void')
  })

  it('tells of one failure once, however often the same news comes', () => {
    const news = intent('requires_payment_method', { code: 'card_declined', reason: '' })
    assert.equal(decideIntent(tender('unknown'), news, 'answer').tell, 'failed')
    assert.equal(decideIntent(tender('failed'), news).tell, 'nothing')
  })

  it('lets only its own answer fail an attempt that is under way: news may be older', () => {
    for (const failure of [null, { code: 'card_declined', reason: '' }]) {
      assert.equal(
        decideIntent(tender('unknown'), intent('requires_payment_method', failure), 'news').state,
        'unknown',
      )
    }
  })

  it('leaves a tender as it is on a status that nobody knows', () => {
    for (const state of tenderStates) assert.equal(decideIntent(tender(state), intent('other')).state, state)
  })

  it('allows no attempt while an outcome is unknown', () => {
    assert.equal(canAttempt('unknown'), 'PAYMENT_UNKNOWN')
    assert.equal(canAttempt('captured'), 'ORDER_NOT_PENDING')
    assert.equal(canAttempt('failed'), 'yes')
  })
})

describe('the ledger', () => {
  const share = fc.record({
    vendorId: fc.uuid(),
    total: fc.bigInt({ min: 1n, max: 1_000_000n }),
    discountsByPlatform: fc.bigInt({ min: 0n, max: 5_000n }),
    commission: fc.bigInt({ min: 0n, max: 200_000n }),
    commissionTax: fc.bigInt({ min: 0n, max: 40_000n }),
  })
  const sale = fc.record({
    vendors: fc.uniqueArray(share, { minLength: 1, maxLength: 10, selector: (one) => one.vendorId }),
    fee: fc.bigInt({ min: 0n, max: 9_000n }),
  })

  it('ends the clearing of a sale at zero, and owes each vendor its part', () => {
    fc.assert(
      fc.property(sale, ({ vendors, fee }) => {
        const amount = vendors.reduce((sum, vendor) => sum + vendor.total, 0n)
        const postings = postSale({ amount, fee, currency: 'EUR', vendors })
        assert.equal(sumOf(postings, 'order.clearing'), 0n)
        const owed = vendors.reduce((sum, vendor) => sum + vendor.total + vendor.discountsByPlatform, 0n)
        assert.equal(sumOf(postings, 'vendor.held'), -owed)
        assert.ok(postings.every((posting) => posting.amount > 0n))
      }),
    )
  })

  it('frees exactly what was held when a part is delivered', () => {
    fc.assert(
      fc.property(share, fc.bigInt({ min: 0n, max: 1_000_000n }), (vendor, held) => {
        assert.equal(sumOf(postDelivery(vendor, held, 'EUR'), 'vendor.held'), held)
      }),
    )
  })

  it('takes a refund from what is held, no more and no less while it lasts', () => {
    const held = fc.array(fc.record({ vendorId: fc.uuid(), held: fc.bigInt({ min: 0n, max: 10_000n }) }), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(held, fc.bigInt({ min: 0n, max: 30_000n }), (vendors, amount) => {
        const all = vendors.reduce((sum, vendor) => sum + vendor.held, 0n)
        const taken = sumOf(postRefundDecision(takeFrom(vendors, null, amount), 'EUR'), 'vendor.held')
        assert.equal(taken, [amount, all].toSorted((left, right) => Number(left - right))[0])
      }),
    )
  })

  it('takes a return from what is held and due, with the commission of its units, to the cent (@R-002.29)', () => {
    const refund = fc.record({
      vendorId: fc.uuid(),
      amount: fc.bigInt({ min: 1n, max: 30_000n }),
      held: fc.bigInt({ min: 0n, max: 10_000n }),
      commission: fc.bigInt({ min: 0n, max: 5_000n }),
      commissionTax: fc.bigInt({ min: 0n, max: 1_000n }),
    })
    fc.assert(
      fc.property(refund, (drawn) => {
        const postings = postReturn(drawn, 'EUR')
        assert.equal(sumOf(postings, 'customer.refund_owed'), -drawn.amount)
        assert.ok(sumOf(postings, 'vendor.held') <= drawn.held)
        assert.ok(sumOf(postings, 'commission') <= drawn.commission)
        assert.ok(postings.every((posting) => posting.amount > 0n))
      }),
    )
  })

  it('gives the amount of a failed refund back', () => {
    assert.equal(
      refundable(100n, [
        { amount: 60n, state: 'succeeded' },
        { amount: 30n, state: 'failed' },
      ]),
      40n,
    )
  })
})

function sumOf(
  postings: readonly { debit: string; credit: string; amount: bigint }[],
  account: string,
): bigint {
  return postings.reduce(
    (sum, one) =>
      sum + (one.debit === account ? one.amount : 0n) - (one.credit === account ? one.amount : 0n),
    0n,
  )
}
