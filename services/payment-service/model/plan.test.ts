// @R-001.l
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Intent, OpenedBy, Share, Tender, TenderState } from '../model.ts'
import { planNews } from './plan-news.ts'
import { planAlone, planAttempt } from './plan-opening.ts'

const states: TenderState[] = [
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
const openers: OpenedBy[] = ['alone', 'attempt']
const shares: Share[] = [
  { vendorId: 'v1', total: 700, discountsByPlatform: 0, commission: 70, commissionTax: 0 },
  { vendorId: 'v2', total: 300, discountsByPlatform: 50, commission: 30, commissionTax: 0 },
]
const tenderOf = (parts: Partial<Tender>): Tender => ({
  id: 't1',
  orderId: 'o1',
  orderNumber: 'R1',
  ownerId: 'user:1',
  amount: 1_000n,
  currency: 'EUR',
  state: 'unknown',
  holdId: 'h1',
  generation: 1,
  attempt: 1,
  round: 1,
  openedBy: 'attempt',
  shares,
  providerIntentId: null,
  clientSecret: null,
  actionUrl: null,
  failureCode: null,
  failureReason: null,
  ...parts,
})
const intentOf = (status: Intent['status']): Intent => ({
  id: 'pi_1',
  status,
  clientSecret: 's',
  actionUrl: status === 'requires_action' ? 'https://bank.example/' : null,
  captured: status === 'succeeded' ? 1_000n : 0n,
  fee: 30n,
  failure: status === 'requires_payment_method' ? { code: 'card_declined', reason: 'no' } : null,
  metadata: {},
})
const facts = { now: new Date(0), shares }
const sources = ['answer', 'news'] as const
const intentIds = [null, 'pi_1']

/** Every state, with and without a known intent, against everything that can be said of it. */
const cases = states.flatMap((state) =>
  statuses.flatMap((status) =>
    sources.flatMap((source) =>
      intentIds.map((providerIntentId) => ({ state, status, source, providerIntentId })),
    ),
  ),
)

describe('what is written because of news', () => {
  it('posts the sale exactly with the success, and never twice', () => {
    for (const { state, status, source, providerIntentId } of cases) {
      const tender = tenderOf({ state, providerIntentId })
      const { plan } = planNews(tender, { intent: intentOf(status), source }, facts)
      const succeeds = plan?.events.some((event) => event.type === 'payment.succeeded') ?? false
      assert.equal(plan?.journal != null, succeeds)
      assert.equal(succeeds, state !== 'captured' && plan?.state === 'captured')
    }
  })

  it('says once that the provider knows of the payment, and before all else', () => {
    for (const { state, status, source, providerIntentId } of cases) {
      const tender = tenderOf({ state, providerIntentId })
      const { plan } = planNews(tender, { intent: intentOf(status), source }, facts)
      const places = (plan?.events ?? []).flatMap((event, place) =>
        event.type === 'payment.intent_created' ? [place] : [],
      )
      assert.deepEqual(places, plan && providerIntentId === null ? [0] : [])
    }
  })

  it('changes nothing when the same news come again', () => {
    for (const { state, status, source } of cases) {
      const tender = tenderOf({ state, providerIntentId: 'pi_1' })
      const { plan } = planNews(tender, { intent: intentOf(status), source }, facts)
      if (!plan) continue
      const after = tenderOf({ state: plan.state, providerIntentId: 'pi_1', actionUrl: plan.actionUrl })
      assert.equal(planNews(after, { intent: intentOf(status), source }, facts).plan, null)
    }
  })

  it('leaves a job behind wherever somebody has to go on', () => {
    for (const { state, status, source, providerIntentId } of cases) {
      const tender = tenderOf({ state, providerIntentId })
      const { plan } = planNews(tender, { intent: intentOf(status), source }, facts)
      if (plan?.state === 'authorised' || plan?.state === 'requires_action') assert.ok(plan.resolve)
    }
  })

  it('fails an attempt whose intent was refused only while it is under way', () => {
    const failure = { code: 'resource_missing', reason: 'no such method' }
    for (const state of states) {
      const { plan } = planNews(tenderOf({ state }), { intent: null, source: 'answer', failure }, facts)
      assert.equal(plan?.state, state === 'unknown' ? 'failed' : undefined)
    }
  })
})

describe('who makes the intent of a payment', () => {
  it('is never an attempt where a call of its own may have made it, nor the other way round', () => {
    for (const state of states) {
      for (const openedBy of openers) {
        const tender = tenderOf({ state, openedBy })
        const attempt = planAttempt(tender)
        const isOver = state === 'voided'
        if (attempt.kind === 'attempt') assert.ok(isOver || openedBy === 'attempt')
        if (attempt.kind === 'alone first') assert.equal(openedBy, 'alone')
        const alone = planAlone(tender, 1)
        if (state === 'unknown') assert.equal(alone.kind, 'refused')
      }
    }
  })

  it('makes another only in a round of its own', () => {
    for (const state of states) {
      const plan = planAttempt(tenderOf({ state, providerIntentId: 'pi_1', attempt: 3 }))
      if (plan.kind !== 'attempt') continue
      assert.equal(plan.creates, state === 'voided')
      assert.equal(plan.opening.isReopened, state === 'voided')
      assert.equal(plan.opening.round, state === 'voided' ? 2 : 1)
      assert.equal(plan.opening.n, 4)
    }
  })

  it('is the attempt, where nobody began', () => {
    const plan = planAttempt(null)
    assert.ok(plan.kind === 'attempt' && plan.creates)
    assert.deepEqual(plan.opening, {
      state: 'unknown',
      n: 1,
      round: 1,
      openedBy: 'attempt',
      isReopened: false,
    })
  })
})
