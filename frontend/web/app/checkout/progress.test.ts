import assert from 'node:assert/strict'
import { test } from 'node:test'
import { progressOf } from './progress.ts'

const created = { type: 'created', timestamp: '2026-11-20T10:00:00Z' }
const paid = { type: 'payment_succeeded', timestamp: '2026-11-20T10:01:00Z' }
const sent = (deliveredAt: string | null) => ({ timestamp: '2026-11-21T08:00:00Z', deliveredAt })
const states = (steps: ReturnType<typeof progressOf>) => steps.map((step) => `${step.name} ${step.state}`)

test('what is done comes before what is to come', () => {
  assert.deepEqual(states(progressOf({ status: 'open', shipments: [] }, [created])), [
    'created done',
    'paid coming',
    'shipped coming',
    'delivered coming',
  ])
})

test('a parcel of several has begun to be sent, and is not called sent', () => {
  const steps = progressOf({ status: 'partly_shipped', shipments: [sent(null)] }, [created, paid])
  assert.deepEqual(states(steps), ['created done', 'paid done', 'shipped begun', 'delivered coming'])
  assert.equal(steps[2]?.at, '2026-11-21T08:00:00Z')
})

test('the last parcel that arrived says when all of it was there', () => {
  const shipments = [sent('2026-11-24T09:00:00Z'), sent('2026-11-23T09:00:00Z')]
  const steps = progressOf({ status: 'delivered', shipments }, [created, paid])
  assert.equal(steps[3]?.state, 'done')
  assert.equal(steps[3]?.at, '2026-11-24T09:00:00Z')
})

test('a part that was cancelled ends there', () => {
  assert.deepEqual(states(progressOf({ status: 'cancelled', shipments: [] }, [created, paid])), [
    'created done',
    'paid done',
    'cancelled done',
  ])
})
