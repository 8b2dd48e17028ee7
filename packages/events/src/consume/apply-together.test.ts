import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { after, afterEach, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { newId } from '@rialto/core'
import { type TestDatabase, testDatabase } from '@rialto/testing'
import fc from 'fast-check'
import { type RunningReaders, runConsumers } from '../consume.ts'
import { status } from '../status.ts'
import { waitUntilQuiet } from '../wait.ts'
import { contextFor, effects, listening, recorder, stepsOf, testTables, until } from '../workbench.ts'

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

type Before = NonNullable<NonNullable<Parameters<typeof recorder>[1]>['before']>

async function run(before: Before = async () => {}) {
  const log = listening()
  const consumers = [recorder('test.record', { together: 'in turn', before })]
  const { database } = db
  const readers = runConsumers({
    consumers,
    database,
    eventLog: database,
    sources: ['rialto_outbox'],
    contextFor,
    log,
  })
  running.add(readers)
  await readers.ready
  return { ...readers, log }
}

/** Writes the events in one commit, so that one batch holds them all. */
async function write(events: readonly { subject: string; step: number; of?: string }[]): Promise<void> {
  await db.database.system.query(
    `insert into rialto_outbox (tenant_id, id, type, subject, data)
     select coalesce(e.of, $1), gen_random_uuid(), 'thing.happened', e.subject, jsonb_build_object('step', e.step)
     from jsonb_to_recordset($2::jsonb) as e(subject text, step int, of uuid)`,
    [tenant, JSON.stringify(events)],
  )
}

async function commits(): Promise<number> {
  const answer = await db.database.system.query<{ n: number }>(
    'select count(distinct xmin::text)::int as n from effect',
  )
  return answer.rows[0]?.n ?? -1
}

const quiet = () => waitUntilQuiet({ databases: [db.database] })
const stream = (subject: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ subject, step: n + 1 }))

test('events of one tenant share commits, each with its inbox row and in their order', async () => {
  await write([...stream('a', 20), ...stream('b', 20).map((one) => ({ ...one, of: other }))])
  await run()
  await quiet()
  assert.equal(await commits(), 2)
  assert.deepEqual(
    await stepsOf(db.database, 'a'),
    stream('a', 20).map((one) => one.step),
  )
  const marked = await db.database.system.query('select from rialto_inbox')
  assert.equal(marked.rowCount, 40)
})

test('a poisoned event in the middle parks its stream only: its neighbours go on, before and behind it', async () => {
  let isPoisoned = true
  const { log } = await run(async (event) => {
    if (isPoisoned && event.subject === 'bad' && event.data.step === 2) throw new Error('poison')
  })
  await write([...stream('first', 3), ...stream('bad', 4), ...stream('last', 3)])
  await until(async () => (await stepsOf(db.database, 'last')).length === 3, 'the last stream flowed')
  await until(async () => (await status(db.database)).parked[0]?.events === 3, 'three events are parked')
  assert.deepEqual(await stepsOf(db.database, 'first'), [1, 2, 3])
  assert.deepEqual(await stepsOf(db.database, 'bad'), [1])
  assert.ok(log.told.some((one) => /applied one by one/.test(one.message)))
  isPoisoned = false
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'bad'), [1, 2, 3, 4])
  assert.equal((await effects(db.database)).length, 10)
})

test('an event that was done before is not done again, and those beside it are done', async () => {
  await write(stream('a', 5))
  const held = await db.database.system.connect()
  await held.query('begin')
  // Another holder is at the third event; whoever meets it waits for its commit.
  await held.query(
    `insert into rialto_inbox (tenant_id, consumer, event_id)
     select tenant_id, 'test.record', id from rialto_outbox where data ->> 'step' = '3'`,
  )
  await run()
  const { rows } = await held.query<{ id: string }>('select pg_current_xact_id()::xid::text as id')
  await until(async () => {
    const waiting = await db.database.system.query(
      'select from pg_locks where not granted and transactionid = $1::text::xid',
      [rows[0]?.id],
    )
    return waiting.rowCount === 1
  }, 'the reader waits for the other holder')
  await held.query('commit')
  held.release()
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 4, 5])
})

test('a process killed in the middle of a shared commit leaves nothing of it, and the next one does all of it once', async () => {
  await write(stream('a', 10))
  const script = fileURLToPath(new URL('../../fixtures/reader-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, 'consume-together', db.url, '6'], { stdio: 'inherit' })
  children.add(child)
  await until(() => child.signalCode !== null, 'the process died')
  assert.deepEqual(await stepsOf(db.database, 'a'), [])
  await run()
  await quiet()
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  assert.equal(await commits(), 1)
})

const batches = fc.array(
  fc.array(fc.record({ subject: fc.constantFrom('a', 'b', 'c'), isBad: fc.nat(7).map((n) => n === 0) }), {
    minLength: 1,
    maxLength: 40,
  }),
  { minLength: 1, maxLength: 3 },
)

test('whatever fails once, and wherever in a batch, each event takes effect once and each stream in order', async () => {
  const bad = new Set<string>()
  await run(async (event) => {
    // It fails together with others and then alone, so that its stream is parked.
    const key = `${event.subject} ${event.data.step}`
    if (bad.delete(`${key} alone`)) throw new Error('alone')
    if (bad.delete(key)) throw new Error('together')
  })
  let step = 0
  const written = new Map<string, number[]>()
  await fc.assert(
    fc.asyncProperty(batches, async (parts) => {
      for (const part of parts) {
        const events = part.map(({ subject, isBad }) => {
          step += 1
          if (isBad) for (const end of ['', ' alone']) bad.add(`${subject} ${step}${end}`)
          written.set(subject, [...(written.get(subject) ?? []), step])
          return { subject, step }
        })
        await write(events)
      }
      await until(async () => {
        // Parked events wait by the database's clock.
        await db.database.system.query(`update rialto_clock set shift = shift + interval '1 minute'`)
        return (await effects(db.database)).length >= step
      }, 'all events took effect')
      await quiet()
      for (const [subject, steps] of written) assert.deepEqual(await stepsOf(db.database, subject), steps)
    }),
    { numRuns: 12 },
  )
})
