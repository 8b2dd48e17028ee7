import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId, type PublishedEvent } from '@rialto/core'
import { transact } from '@rialto/postgres'
import { testDatabase } from '@rialto/testing'
import { contextFor, effects, listening, recorder, testTables } from '../workbench.ts'
import { applyEvent } from './apply-event.ts'
import type { ConsumerRun } from './run.ts'

const db = await testDatabase({ services: [testTables] })
after(() => db.drop())

const tenant = newId()

function runOf(before?: () => Promise<void>): ConsumerRun {
  const consumer = recorder('test.record', before ? { before } : {})
  const { signal } = new AbortController()
  const parts = { consumer, database: db.database, contextFor, log: listening(), signal }
  return { ...parts, cursors: [], windows: 0, applied: () => {} } as unknown as ConsumerRun
}

function event(subject: string): PublishedEvent {
  const parts = { id: newId(), source: '/thing', type: 'thing.happened', subject, tenant, data: { step: 1 } }
  return { ...parts, time: new Date(0).toISOString(), traceparent: null }
}

const appliedTo = async (subject: string) =>
  (await effects(db.database)).filter((one) => one.subject === subject).length

test('an event that two holders apply at the same time takes effect once', async () => {
  const one = event('twice')
  const slow = runOf(() => new Promise((resolve) => setTimeout(resolve, 100)))
  await Promise.all([
    applyEvent(slow, one, { prepared: undefined }),
    applyEvent(runOf(), one, { prepared: undefined }),
    applyEvent(slow, one, { prepared: undefined }),
  ])
  assert.equal(await appliedTo('twice'), 1)
})

test('an effect that fails leaves no inbox row, so that it can be tried again', async () => {
  const one = event('again')
  const failing = runOf(() => Promise.reject(new Error('no')))
  await assert.rejects(applyEvent(failing, one, { prepared: undefined }), /no/)
  assert.equal(await appliedTo('again'), 0)
  await applyEvent(runOf(), one, { prepared: undefined })
  assert.equal(await appliedTo('again'), 1)
})

test('an event that meets a lock is tried again in place', async () => {
  const one = event('locked')
  let tries = 0
  const held = await db.database.app.connect()
  const run = runOf(async () => {
    tries += 1
    if (tries === 2) await held.query('rollback')
  })
  await held.query('begin')
  await held.query(`select set_config('rialto.tenant', $1, true)`, [tenant])
  await held.query('select pg_advisory_xact_lock(1)')
  const locked = recorder('test.record', {
    before: async (_event, tx) => {
      await run.consumer.apply({ ...one, id: newId(), subject: 'probe' }, tx, {
        prepared: undefined,
        ctx: contextFor(tenant),
      })
      await tx.query({ name: 'test_lock', text: 'select pg_advisory_xact_lock(1)' })
    },
  })
  await applyEvent({ ...run, consumer: locked }, one, { prepared: undefined })
  held.release()
  assert.equal(tries, 2)
  assert.equal(await appliedTo('locked'), 1)
  assert.equal(await appliedTo('probe'), 1)
})

test('the effect, its inbox row and what it publishes are one commit', async () => {
  const one = event('published')
  const publishing = recorder('test.record', {
    before: async (happening, tx) => {
      const { happened } = await import('../workbench.ts')
      await tx.publish(happened, 'follow-up', { step: happening.data.step })
      if (happening.data.step === 1) throw new Error('after publishing')
    },
  })
  await assert.rejects(applyEvent({ ...runOf(), consumer: publishing }, one, { prepared: undefined }))
  const left = await transact({ pool: db.database.app, tenant, traceparent: '' }, (tx) =>
    tx.query({
      name: 'test_follow_up',
      text: `select from rialto_outbox where subject = 'follow-up'
        union all select from rialto_inbox where event_id = '${one.id}'`,
    }),
  )
  assert.equal(left.length, 0)
})
