// @R-000.1h
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
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

describe('what is left to refund', () => {
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
