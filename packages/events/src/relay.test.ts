import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, afterEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { newId } from '@rialto/core'
import { testDatabase } from '@rialto/testing'
import { type RunningReaders, runConsumers } from './consume.ts'
import { rebase } from './rebase.ts'
import { relayReader, runRelay } from './relay.ts'
import { status } from './status.ts'
import { waitUntilQuiet } from './wait.ts'
import {
  contextFor,
  effects,
  listening,
  publish,
  publishMany,
  recorder,
  stepsOf,
  testTables,
  until,
} from './workbench.ts'

const source = await testDatabase({ services: [testTables] })
const eventLog = await testDatabase({ services: [testTables] })
const readers = await testDatabase({ services: [testTables] })
const databases = [source.database, eventLog.database, readers.database]
const running = new Set<RunningReaders>()
const tenant = newId()

afterEach(async () => {
  await Promise.all([...running].map((one) => one.stop()))
  running.clear()
})
after(() => Promise.all([source.drop(), eventLog.drop(), readers.drop()]))

function relay(): RunningReaders & { log: ReturnType<typeof listening> } {
  const log = listening()
  const one = runRelay({
    name: 'test',
    source: source.database,
    eventLog: eventLog.database,
    outboxes: ['rialto_outbox', 'stream_outbox'],
    log,
  })
  running.add(one)
  return { ...one, log }
}

async function copied(): Promise<{ ids: string[]; steps: number[] }> {
  const answer = await eventLog.database.system.query<{ id: string; step: number }>(
    `select id, (data ->> 'step')::int as step from rialto_event_log where subject = 'single' order by pos`,
  )
  return { ids: answer.rows.map((row) => row.id), steps: answer.rows.map((row) => row.step) }
}

async function counts(): Promise<{ outbox: number; log: number }> {
  const outbox = await source.database.system.query<{ n: number }>(
    'select count(*)::int as n from rialto_outbox',
  )
  const log = await eventLog.database.system.query<{ n: number }>(
    'select count(*)::int as n from rialto_event_log',
  )
  return { outbox: outbox.rows[0]?.n ?? -1, log: log.rows[0]?.n ?? -1 }
}

function spawnRelay() {
  const script = fileURLToPath(new URL('../fixtures/reader-process.ts', import.meta.url))
  return spawn(process.execPath, [script, 'relay', source.url, eventLog.url], { stdio: 'inherit' })
}

test('a relay that is killed again and again copies every event once, in the order of its stream', async () => {
  for (let round = 0; round < 4; round += 1) {
    const before = (await counts()).log
    const child = spawnRelay()
    const gone = new Promise((resolve) => child.once('exit', resolve))
    const writing = (async () => {
      await publishMany(source.database, tenant, 1_500)
      await publish(source.database, tenant, { subject: 'single', from: round * 30, count: 30 })
    })()
    await until(async () => (await counts()).log > before, 'the relay copies')
    child.kill('SIGKILL')
    await Promise.all([gone, writing])
  }
  relay()
  await until(async () => (await counts()).log === (await counts()).outbox, 'all is copied')
  await waitUntilQuiet({ databases })
  const { outbox, log } = await counts()
  assert.equal(outbox, 6_120)
  assert.equal(log, outbox)
  assert.deepEqual(
    (await copied()).steps,
    Array.from({ length: 120 }, (_, n) => n),
  )
})

test('consumers of a third database read the log, and a view is copied like an outbox', async () => {
  relay()
  const log = listening()
  const consumers = runConsumers({
    consumers: [recorder('test.record', { together: 'in turn' })],
    database: readers.database,
    eventLog: eventLog.database,
    sources: ['rialto_event_log'],
    contextFor,
    log,
  })
  running.add(consumers)
  await consumers.ready
  await source.database.system.query(
    `insert into stream_event (tenant_id, subject, step) select $1, 'view', n from generate_series(1, 5) n`,
    [tenant],
  )
  await waitUntilQuiet({ databases, deadlineSeconds: 60 })
  assert.deepEqual(await stepsOf(readers.database, 'view'), [1, 2, 3, 4, 5])
  assert.equal((await effects(readers.database)).length, (await counts()).log)
  const { readers: known } = await status(eventLog.database, [source.database])
  assert.deepEqual(
    known.map((one) => [one.reader, one.source, one.behindEvents]),
    [
      ['relay test', 'rialto_outbox', 0],
      ['relay test', 'stream_outbox', 0],
    ],
  )
})

test('two relays of one name copy once', async () => {
  relay()
  relay()
  const before = (await counts()).log
  await publishMany(source.database, tenant, 200)
  await waitUntilQuiet({ databases: [source.database, eventLog.database] })
  assert.equal((await counts()).log, before + 200)
})

test('a relay that was overtaken copies nothing until it has the lease again, and then nothing twice', async () => {
  const one = relay()
  await one.ready
  await waitUntilQuiet({ databases: [source.database, eventLog.database] })
  const before = (await counts()).log
  await eventLog.database.system.query('update rialto_cursor set version = version + 1')
  await publishMany(source.database, tenant, 20)
  await until(
    () => one.log.told.some((told) => /has taken this relay/.test(String(told.metadata['problem']))),
    'it notices',
  )
  await waitUntilQuiet({ databases: [source.database, eventLog.database] })
  assert.equal((await counts()).log, before + 20)
})

test('after a change of generation the relay waits for a rebase, and then copies only what is missing', async () => {
  await eventLog.database.system.query(`update rialto_cursor set generation = 'before the restore'`)
  const one = relay()
  const before = (await counts()).log
  await publishMany(source.database, tenant, 10)
  await until(
    () =>
      one.log.told.some((told) =>
        /relay test does not read .*outbox rebase/.test(String(told.metadata['problem'])),
      ),
    'it says why it does not run',
  )
  assert.equal((await counts()).log, before)
  const { readers: known } = await status(eventLog.database, [source.database])
  assert.deepEqual(
    known.map((reader) => reader.behindEvents),
    [null, null],
  )
  const moved = await rebase({
    reader: relayReader('test'),
    database: eventLog.database,
    eventLog: source.database,
  })
  assert.deepEqual(moved.sort(), ['rialto_outbox', 'stream_outbox'])
  await waitUntilQuiet({ databases: [source.database, eventLog.database], deadlineSeconds: 20 })
  assert.equal((await counts()).log, before + 10)
})
