// A read model is rebuilt while it serves. @
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { type Consumer, consumer, newId } from '@rialto/core'
import { statement, transact } from '@rialto/postgres'
import { type TestDatabase, testDatabase } from '@rialto/testing'
import { type ConsumerOptions, type RunningReaders, runConsumers } from '../consume.ts'
import { waitUntilQuiet } from '../wait.ts'
import {
  contextFor,
  happened,
  listening,
  publish,
  publishMany,
  recorder,
  testTables,
  until,
} from '../workbench.ts'
import { rebuildProjection } from './rebuild.ts'

const countEvent = statement(
  'test_count_event',
  `insert into tally as t (tenant_id, subject, events, last_step) values (tenant(), $1, 1, $2)
   on conflict (tenant_id, subject) do update set events = t.events + 1, last_step = excluded.last_step`,
)
const seedTally = statement(
  'test_seed_tally',
  `insert into tally (tenant_id, subject, events, last_step) values (tenant(), 'seeded', 7, 7)`,
)

/** Counts: an event that is applied twice, or not at all, is seen in the sum. */
const tally = consumer({
  name: 'test.tally',
  kind: 'projection',
  on: [happened],
  apply: async ({ subject, data }, tx) => {
    await tx.query(countEvent, [subject, data.step])
  },
})

describe('a projection that is rebuilt while it serves', () => {
  const [tenant, other] = [newId(), newId()]
  let db: TestDatabase
  let readers: RunningReaders
  let options: Omit<ConsumerOptions, 'consumers'>

  before(async () => {
    db = await testDatabase({ services: [testTables] })
    const { database } = db
    options = { database, eventLog: database, sources: ['rialto_outbox'], contextFor, log: listening() }
    readers = runConsumers({ ...options, consumers: [tally, recorder('test.record')] })
    await readers.ready
    await publishMany(database, tenant, 200)
    await publishMany(database, other, 50)
    await quiet()
  })
  after(async () => {
    await readers?.stop()
    await db?.drop()
  })

  const quiet = () => waitUntilQuiet({ databases: [db.database], deadlineSeconds: 20 })
  const rebuild = (parts: { consumer?: Consumer; deadlineSeconds?: number } = {}) =>
    rebuildProjection({ ...options, consumer: tally, tables: ['tally'], deadlineSeconds: 30, ...parts })

  /** Streams whose row is not what their events add up to. */
  async function wrongRows(): Promise<unknown[]> {
    const { rows } = await db.database.system.query(
      `with wanted as (
         select tenant_id, subject, count(*)::int as events from rialto_outbox group by tenant_id, subject)
       select coalesce(w.subject, t.subject) as subject, w.events as wanted, t.events as found
       from wanted w full join tally t using (tenant_id, subject) where w.events is distinct from t.events`,
    )
    return rows
  }

  async function nothingBeside(): Promise<void> {
    const { rows } = await db.database.system.query<{ left: number }>(
      `select (select count(*) from pg_class where relnamespace = 'rialto_beside'::regnamespace)
         + (select count(*) from rialto_cursor where reader like '%rebuilt')
         + (select count(*) from rialto_inbox where consumer like '%rebuilt') as left`,
    )
    assert.equal(Number(rows[0]?.left), 0)
  }

  it('is right afterwards, whatever is written meanwhile, and never looks empty', async () => {
    await db.database.system.query(`delete from tally where subject = 's3'`)
    await db.database.system.query(`update tally set events = 1 where subject = 's4'`)
    await db.database.system.query(`insert into tally values ($1, 'ghost', 5, 5)`, [tenant])
    assert.equal((await wrongRows()).length, 5)
    let isOver = false
    let seenMin = Number.POSITIVE_INFINITY
    const writing = (async () => {
      for (let step = 0; !isOver; step += 1) {
        const stream = { subject: `s${step % 12}`, from: step, count: 3 }
        await publish(db.database, step % 2 === 0 ? tenant : other, stream)
        await delay(10)
      }
    })()
    const looking = (async () => {
      while (!isOver) {
        const { rows } = await db.database.system.query<{ n: number }>('select count(*)::int as n from tally')
        seenMin = Math.min(seenMin, rows[0]?.n ?? 0)
        await delay(5)
      }
    })()
    const rebuilt = await rebuild()
    isOver = true
    await Promise.all([writing, looking])
    assert.ok(rebuilt.ok, JSON.stringify(rebuilt))
    assert.ok(rebuilt.changed >= 5)
    await quiet()
    assert.deepEqual(await wrongRows(), [])
    assert.ok(seenMin >= 19, `a page would have seen ${seenMin} rows`)
    await nothingBeside()
  })

  it('changes nothing that was right', async () => {
    assert.deepEqual(await rebuild(), { ok: true, changed: 0 })
    assert.deepEqual(await wrongRows(), [])
  })

  it('is rebuilt by one at a time', async () => {
    const both = await Promise.all([rebuild(), rebuild()])
    assert.deepEqual(both.map((one) => (one.ok ? 'done' : one.code)).sort(), ['REBUILD_RUNS', 'done'])
  })

  it('waits while a stream of it is parked, and gives up in time with the reason', async () => {
    await db.database.system.query(
      `insert into rialto_parked_event (tenant_id, consumer, subject, event, problem, retry_at)
       values ($1, 'test.tally', 'elsewhere', '{}', 'planted', 'infinity')`,
      [tenant],
    )
    const rebuilt = await rebuild({ deadlineSeconds: 1 })
    assert.deepEqual(rebuilt, { ok: false, code: 'NOT_REACHED', detail: 'test.tally: a stream is parked' })
    await db.database.system.query(`delete from rialto_parked_event where problem = 'planted'`)
    assert.deepEqual(await wrongRows(), [])
    await nothingBeside()
  })

  it('may begin with another source than the log', async () => {
    const rebuilt = await rebuildProjection({
      ...options,
      consumer: tally,
      tables: ['tally'],
      seed: async (beside) => {
        await transact({ pool: beside.app, tenant, traceparent: '' }, (tx) => tx.query(seedTally))
        await publish(db.database, tenant, { subject: 'seeded', from: 8, count: 2 })
      },
    })
    assert.ok(rebuilt.ok)
    await until(async () => {
      const { rows } = await db.database.system.query('select subject, events, last_step, is_odd from tally')
      return (
        JSON.stringify(rows) ===
        JSON.stringify([{ subject: 'seeded', events: 9, last_step: 9, is_odd: true }])
      )
    }, 'the seed and what came after it, and nothing else')
  })

  it('is no reaction: those are never replayed', async () => {
    await assert.rejects(rebuild({ consumer: { ...tally, kind: 'reaction' } }), /never replayed/)
  })
})
