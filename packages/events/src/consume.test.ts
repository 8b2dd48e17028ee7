import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { after, afterEach, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Consumer, newId } from '@rialto/core'
import type { Database } from '@rialto/postgres'
import { type TestDatabase, testDatabase } from '@rialto/testing'
import type { PoolClient } from 'pg'
import { type RunningReaders, runConsumers } from './consume.ts'
import { rebase } from './rebase.ts'
import { status } from './status.ts'
import { waitUntilQuiet } from './wait.ts'
import {
  contextFor,
  effects,
  endSessions,
  happened,
  listening,
  publish,
  publishMany,
  recorder,
  stepsOf,
  testTables,
  until,
} from './workbench.ts'

const tenant = newId()
const other = newId()

let db: TestDatabase
const running = new Set<RunningReaders>()
const children = new Set<ChildProcess>()
const databases: TestDatabase[] = []

beforeEach(async () => {
  db = await testDatabase({ services: [testTables] })
  databases.push(db)
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  await Promise.all([...running].map((one) => one.stop()))
  running.clear()
})
after(() => Promise.all(databases.map((one) => one.drop())))

async function run(consumers: readonly Consumer[], on: { database?: Database; sources?: string[] } = {}) {
  const log = listening()
  const database = on.database ?? db.database
  const readers = runConsumers({
    consumers,
    database,
    eventLog: database,
    sources: on.sources ?? ['rialto_outbox'],
    contextFor,
    log,
  })
  running.add(readers)
  await readers.ready
  return { ...readers, log }
}

function spawnReader(...args: string[]): ChildProcess {
  const script = fileURLToPath(new URL('../fixtures/reader-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
  children.add(child)
  return child
}

const died = (child: ChildProcess) => until(() => child.signalCode !== null, 'the process died')
const quiet = () => waitUntilQuiet({ databases: [db.database] })

test('every event takes effect once and each stream in order, from several sources', async () => {
  await publishMany(db.database, tenant, 250)
  await run([recorder('test.record')], { sources: ['rialto_outbox', 'stream_outbox'] })
  await publish(db.database, tenant, { subject: 'later', from: 1, count: 20 })
  await db.database.system.query(
    `insert into stream_event (tenant_id, subject, step) select $1, 'view', n from generate_series(1, 5) n`,
    [tenant],
  )
  await quiet()
  assert.equal((await effects(db.database)).length, 275)
  assert.deepEqual(
    await stepsOf(db.database, 's3'),
    Array.from({ length: 25 }, (_, n) => n),
  )
  assert.deepEqual(
    await stepsOf(db.database, 'later'),
    Array.from({ length: 20 }, (_, n) => n + 1),
  )
  assert.deepEqual(await stepsOf(db.database, 'view'), [1, 2, 3, 4, 5])
})

test('a process killed between effect and cursor leaves no event undone and none done or prepared twice', async () => {
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 10 })
  await died(spawnReader('consume', db.url, '6'))
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3, 4, 5])
  const cursor = await db.database.system.query('select seen::text, pos from rialto_cursor')
  assert.deepEqual(cursor.rows, [{ seen: '1:1:', pos: 0n }])
  const prepared: number[] = []
  await run([
    recorder('test.record', {
      prepare: async (events) => {
        prepared.push(...events.map((event) => event.data.step))
      },
    }),
  ])
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  assert.deepEqual(prepared, [6, 7, 8, 9, 10])
})

test('a poisoned event parks its stream only; when it recovers, the stream goes on in order', async () => {
  let isPoisoned = true
  const readers = await run([
    recorder('test.record', {
      before: async (event) => {
        if (isPoisoned && event.subject === 'bad' && event.data.step === 2) throw new Error('poison')
      },
    }),
  ])
  await publish(db.database, tenant, { subject: 'bad', from: 1, count: 3 })
  await publish(db.database, tenant, { subject: 'good', from: 1, count: 3 })
  await until(async () => (await stepsOf(db.database, 'good')).length === 3, 'the good stream flowed')
  await until(async () => (await status(db.database)).parked[0]?.events === 2, 'two events are parked')
  assert.deepEqual(await stepsOf(db.database, 'bad'), [1])
  await assert.rejects(
    waitUntilQuiet({ databases: [db.database], deadlineSeconds: 0.3 }),
    /test\.record parked 2 events of bad: Error: poison/,
  )
  isPoisoned = false
  await publish(db.database, tenant, { subject: 'bad', from: 4, count: 2 })
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'bad'), [1, 2, 3, 4, 5])
  await publish(db.database, tenant, { subject: 'bad', from: 6, count: 1 })
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'bad'), [1, 2, 3, 4, 5, 6])
  assert.ok(readers.log.told.some((one) => one.message === 'an event failed; its stream is parked'))
})

test('a parked stream waits longer after each failure, and keeps its order across a restart', async () => {
  const fail = recorder('test.record', {
    before: async (event) => {
      if (event.subject === 'bad') throw new Error('poison')
    },
  })
  const first = await run([fail])
  await publish(db.database, tenant, { subject: 'bad', from: 1, count: 4 })
  const retry = async () => {
    const row = await db.database.system.query<{ attempts: number; seconds: number }>(
      `select attempts, extract(epoch from retry_at - database_clock())::float8 as seconds
       from rialto_parked_event order by pos limit 1`,
    )
    return row.rows[0]
  }
  await until(async () => (await retry())?.attempts === 1, 'the first failure')
  await until(async () => (await status(db.database)).parked[0]?.events === 4, 'all four wait')
  // Time passes in the database only.
  for (const [attempts, seconds] of [
    [2, 2],
    [3, 4],
    [4, 8],
  ] as const) {
    await db.database.system.query(`update rialto_clock set shift = shift + interval '1 hour'`)
    await until(async () => (await retry())?.attempts === attempts, `failure ${attempts}`)
    const waits = (await retry())?.seconds ?? 0
    assert.ok(waits > seconds - 1 && waits <= seconds, `waits ${waits} s after failure ${attempts}`)
  }
  await first.stop()
  await run([recorder('test.record')])
  await publish(db.database, tenant, { subject: 'bad', from: 5, count: 1 })
  await until(async () => (await status(db.database)).parked[0]?.events === 5, 'the fifth waits behind')
  await db.database.system.query(`update rialto_clock set shift = shift + interval '1 hour'`)
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'bad'), [1, 2, 3, 4, 5])
})

test('events are prepared together; when that fails, one by one, and only the bad one is parked', async () => {
  const calls: number[][] = []
  await run([
    recorder('test.record', {
      prepare: async (events) => {
        calls.push(events.map((event) => event.data.step))
        if (events.some((event) => event.subject === 'bad')) throw new Error('no answer')
      },
    }),
  ])
  await db.database.system.query(
    `insert into rialto_outbox (tenant_id, id, type, subject, data)
     select $1, gen_random_uuid(), 'thing.happened', case n when 2 then 'bad' else 'good' end,
       jsonb_build_object('step', n) from generate_series(1, 4) n`,
    [tenant],
  )
  await until(async () => (await stepsOf(db.database, 'good')).length === 3, 'the good ones are done')
  assert.deepEqual(calls.slice(0, 5), [[1, 2, 3, 4], [1], [2], [3], [4]])
  const parked = (await status(db.database)).parked
  assert.deepEqual(
    parked.map((one) => [one.subject, one.events, one.problem]),
    [['bad', 1, 'Error: no answer']],
  )
})

test('two processes with the same consumers apply each event once', async () => {
  spawnReader('hold', db.url)
  await run([recorder('test.record')], { database: db.open() })
  await run([recorder('test.record')], { database: db.open() })
  for (let round = 0; round < 5; round += 1) {
    await publishMany(db.database, tenant, 60)
    await publish(db.database, tenant, { subject: 'single', from: round * 4, count: 4 })
  }
  await until(async () => (await effects(db.database)).length >= 320, 'all are applied')
  await quiet()
  assert.equal((await effects(db.database)).length, 320)
  assert.deepEqual(
    await stepsOf(db.database, 'single'),
    Array.from({ length: 20 }, (_, n) => n),
  )
})

test('when the process that runs a consumer dies, another has it within seconds', async () => {
  const child = spawnReader('hold', db.url)
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 1 })
  await until(async () => (await effects(db.database)).length === 1, 'the first process applies')
  await run([recorder('test.record')])
  child.kill('SIGKILL')
  const killedAt = Date.now()
  await publish(db.database, tenant, { subject: 'a', from: 2, count: 1 })
  await until(async () => (await effects(db.database)).length === 2, 'the second process applies')
  assert.ok(Date.now() - killedAt < 4_000)
})

test('a holder that was overtaken parks nothing and moves no cursor', async () => {
  let overtake = async () => {}
  const slow = await run([
    recorder('test.record', {
      before: async (event) => {
        if (event.subject !== 'bad') return
        await overtake()
        throw new Error('poison')
      },
    }),
  ])
  overtake = async () => {
    overtake = async () => {}
    await db.database.system.query('update rialto_cursor set version = version + 1')
  }
  await publish(db.database, tenant, { subject: 'bad', from: 1, count: 1 })
  await until(
    async () => (await status(db.database)).parked.length === 1,
    'parked after the lease was taken again',
  )
  const parked = await db.database.system.query('select from rialto_parked_event')
  assert.equal(parked.rowCount, 1)
  const failures = slow.log.told.filter((one) => one.message === 'an event failed; its stream is parked')
  assert.equal(failures.length, 2, 'the overtaken run failed too, and left nothing behind')
})

test('an effect is written as the application role, and sees and touches its own tenant only', async () => {
  const seen: number[] = []
  await run([
    recorder('test.record', {
      before: async (event, tx) => {
        const rows = await tx.query<{ n: number }>({
          name: 'test_count_effects',
          text: 'select count(*)::int as n from effect',
        })
        seen.push(rows[0]?.n ?? -1)
        if (event.subject !== 'thief') return
        await tx.query(
          {
            name: 'test_steal',
            text: `insert into effect (tenant_id, consumer, subject, step, event_id) values ($1, 'x', 'x', 0, $1)`,
          },
          [other],
        )
      },
    }),
  ])
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 2 })
  await quiet()
  await publish(db.database, other, { subject: 'a', from: 1, count: 1 })
  await quiet()
  await publish(db.database, tenant, { subject: 'thief', from: 1, count: 1 })
  await until(async () => (await status(db.database)).parked.length === 1, 'the thief is parked')
  assert.deepEqual(seen.slice(0, 3), [0, 1, 0])
  assert.match((await status(db.database)).parked[0]?.problem ?? '', /row-level security/)
  const written = await effects(db.database)
  assert.deepEqual(
    written.map((one) => [one.tenant, one.role]),
    [
      [tenant, 'rialto_app'],
      [tenant, 'rialto_app'],
      [other, 'rialto_app'],
    ],
  )
})

test('a cursor of another generation does not run until it is rebased, and then nothing is done twice', async () => {
  const first = await run([recorder('test.record')])
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 3 })
  await quiet()
  await first.stop()
  await db.database.system.query(`update rialto_cursor set generation = 'before the restore'`)
  const second = await run([recorder('test.record')])
  await publish(db.database, tenant, { subject: 'a', from: 4, count: 1 })
  await until(
    () =>
      second.log.told.some((one) => one.level === 'error' && /rebase/.test(String(one.metadata['problem']))),
    'it says why it does not run',
  )
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3])
  await rebase({ reader: 'test.record', database: db.database, eventLog: db.database })
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3, 4])
  assert.equal(
    second.log.told.filter((one) => one.level === 'error').length,
    1,
    'told once, not every second',
  )
})

test('a cursor that has seen more than the log holds does not run: the log was set back', async () => {
  const first = await run([recorder('test.record')])
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 1 })
  await quiet()
  await first.stop()
  await db.database.system.query(
    `update rialto_cursor set seen = '9000000000:9000000000:', target = '9000000000:9000000000:'`,
  )
  const second = await run([recorder('test.record')])
  await until(
    () => second.log.told.some((one) => /set back/.test(String(one.metadata['problem']))),
    'it says why it does not run',
  )
})

test('rebased from the end, a reaction skips what happened before it existed', async () => {
  const registered = await run([recorder('test.record')])
  await registered.stop()
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 3 })
  await rebase({ reader: 'test.record', database: db.database, eventLog: db.database, from: 'end' })
  await run([recorder('test.record')])
  await publish(db.database, tenant, { subject: 'a', from: 4, count: 1 })
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'a'), [4])
})

test('readers survive the loss of all their connections', async () => {
  await run([recorder('test.record')])
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 2 })
  await quiet()
  const admin = db.open('killer')
  await endSessions(admin)
  await publish(admin, tenant, { subject: 'a', from: 3, count: 3 })
  await until(async () => (await effects(admin)).length === 5, 'they read on')
  assert.deepEqual(await stepsOf(admin, 'a'), [1, 2, 3, 4, 5])
})

test('what a consumer publishes leaves with its effect, and stopping finishes the event in hand', async () => {
  let isInside = false
  let release = () => {}
  const readers = await run([
    recorder('test.record', {
      before: async (event, tx) => {
        if (event.subject !== 'a') return
        await tx.publish(happened, 'answer', { step: event.data.step })
        if (event.data.step !== 2) return
        isInside = true
        await new Promise<void>((resolve) => {
          release = resolve
        })
      },
    }),
  ])
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 3 })
  await until(() => isInside, 'the second event is being applied')
  const stopped = readers.stop()
  release()
  await stopped
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2])
  await run([recorder('test.record')])
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3])
  assert.deepEqual(await stepsOf(db.database, 'answer'), [1, 2])
})

/** Counts the statements that a database object sends, on whichever connection. */
function counting(database: Database): { database: Database; sent: () => number } {
  let count = 0
  const { system } = database
  const connect = system.connect.bind(system) as (...args: unknown[]) => Promise<PoolClient>
  const connectCounted = async (...args: unknown[]) => {
    // Single queries of the pool connect with a callback.
    if (args.length > 0) {
      count += 1
      return connect(...args)
    }
    const client = await connect()
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    return Object.assign(client, {
      query: (...args: unknown[]) => {
        count += 1
        return query(...args)
      },
    })
  }
  Object.assign(system, { connect: connectCounted })
  return { database, sent: () => count }
}

test('thirty idle consumers together ask the database a few times a second, and use next to no processor', async () => {
  const { database, sent } = counting(db.open())
  await run(
    Array.from({ length: 30 }, (_, n) => recorder(`test.record_${n}`)),
    { database },
  )
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 1 })
  await quiet()
  assert.equal((await effects(db.database)).length, 30)
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  const sentBefore = sent()
  const before = process.cpuUsage()
  const seconds = 3
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const used = process.cpuUsage(before)
  const share = (used.user + used.system) / 1e6 / seconds
  // Two looks a second; nothing is read, whatever other databases of the cluster do to the snapshot.
  const asked = (sent() - sentBefore) / seconds
  assert.ok(asked >= 1 && asked <= 4, `${asked} statements a second`)
  // 0.6 % on a quiet machine; the limit leaves room for a crowded one.
  assert.ok(share < 0.1, `used ${(share * 100).toFixed(2)} % of a core`)
})
