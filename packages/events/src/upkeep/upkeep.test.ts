// What is old goes; whoever has not read it is retired first, with an alarm. @R-001.j
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { type TestDatabase, testDatabase } from '@rialto/testing'
import { type RunningReaders, runConsumers } from '../consume.ts'
import { rebase } from '../rebase.ts'
import { waitUntilQuiet } from '../wait.ts'
import {
  contextFor,
  effects,
  listening,
  publish,
  recorder,
  stepsOf,
  testTables,
  until,
} from '../workbench.ts'
import { type UpkeepOptions, upkeep } from './upkeep.ts'

const tenant = newId()
const sources = ['rialto_outbox', 'stream_outbox']

describe('upkeep', () => {
  let db: TestDatabase
  let running: RunningReaders[] = []
  before(() => {
    running = []
  })
  beforeEach(async () => {
    await stopAll()
    await db?.drop()
    db = await testDatabase({ services: [testTables] })
  })
  after(async () => {
    await stopAll()
    await db?.drop()
  })

  async function stopAll(): Promise<void> {
    await Promise.all(running.map((one) => one.stop()))
    running = []
  }

  async function run(name: string, log = listening()) {
    const { database } = db
    const readers = runConsumers({
      consumers: [recorder(name)],
      database,
      eventLog: database,
      sources,
      contextFor,
      log,
    })
    running.push(readers)
    await readers.ready
    return log
  }

  const quiet = () => waitUntilQuiet({ databases: [db.database], deadlineSeconds: 20 })
  const round = (limits: UpkeepOptions['limits'] = {}, log = listening()) =>
    upkeep({
      databases: [db.database],
      logs: [{ eventLog: db.database, sources }],
      log,
      limits: { graceSeconds: 0, ...limits },
    })
  /** What is there becomes old. A transaction that runs elsewhere in the cluster would keep it from being behind all. */
  const age = async (days: number) => {
    const { system } = db.database
    await system.query(`update rialto_outbox set at = at - make_interval(days => $1)`, [days])
    const passed = `select pg_snapshot_xmin(pg_current_snapshot()) > all (select xid from rialto_outbox) as "isSo"`
    await until(
      async () => (await system.query<{ isSo: boolean }>(passed)).rows[0]?.isSo === true,
      'nothing older runs',
    )
  }
  const heldEvents = async () => (await db.database.system.query('select from rialto_outbox')).rowCount

  it('deletes old events that everybody has read, after its grace, and keeps the young', async () => {
    await run('test.record')
    await publish(db.database, tenant, { subject: 'a', from: 1, count: 5 })
    await quiet()
    await age(8)
    await publish(db.database, tenant, { subject: 'a', from: 6, count: 2 })
    await quiet()
    const announced = await round({ graceSeconds: 3_600 })
    assert.deepEqual([announced.events, announced.retired], [0, []], 'its grace is not over')
    assert.equal(await heldEvents(), 7)
    const deleted = await round()
    assert.deepEqual([deleted.events, deleted.retired], [5, []])
    assert.equal(await heldEvents(), 2)
    await publish(db.database, tenant, { subject: 'a', from: 8, count: 1 })
    await quiet()
    assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('retires a reader that stayed behind, with an alarm, and others read on', async () => {
    await run('test.record')
    await publish(db.database, tenant, { subject: 'a', from: 1, count: 1 })
    await quiet()
    await db.database.system.query(
      `insert into rialto_cursor select 'test.asleep', source, generation, seen, target, pos from rialto_cursor`,
    )
    await publish(db.database, tenant, { subject: 'a', from: 2, count: 2 })
    await until(async () => (await stepsOf(db.database, 'a')).length === 3, 'the awake one reads')
    await new Promise((resolve) => setTimeout(resolve, 200))
    await age(8)
    await publish(db.database, tenant, { subject: 'a', from: 4, count: 1 })
    const log = listening()
    const report = await round({}, log)
    assert.deepEqual(report.retired, ['test.asleep'])
    assert.ok(log.told.some((one) => one.level === 'error' && /retired/.test(one.message)))
    assert.equal(report.events, 3)
    const late = await run('test.asleep')
    await until(
      () => late.told.some((one) => /stayed behind what the log keeps/.test(String(one.metadata['problem']))),
      'it says why it does not run',
    )
    await rebase({ reader: 'test.asleep', database: db.database, eventLog: db.database })
    await until(
      async () =>
        (await effects(db.database)).some((one) => one.consumer === 'test.asleep' && one.step === 4),
      'from what is left',
    )
    await quiet()
    const steps = (await effects(db.database)).filter((one) => one.consumer === 'test.asleep')
    assert.deepEqual(
      steps.map((one) => one.step),
      [4],
    )
  })

  it('moves a reader up that has read all of a source on which nothing happens', async () => {
    await run('test.record')
    await publish(db.database, tenant, { subject: 'a', from: 1, count: 3 })
    await quiet()
    await age(8)
    // Its saved cursors are older than the horizon, though nothing is unread.
    for (const _ of [1, 2]) assert.deepEqual((await round()).retired, [])
    await stopAll()
    const log = await run('test.record')
    await publish(db.database, tenant, { subject: 'a', from: 4, count: 1 })
    await quiet()
    assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3, 4])
    assert.deepEqual(log.told, [])
  })

  it('cuts an outbox that grows beyond its cap, whoever sleeps, and never stops a writer', async () => {
    await db.database.system.query(
      `insert into rialto_outbox (tenant_id, xid, id, type, subject, data)
       select $1, n::text::xid8, gen_random_uuid(), 'thing.happened', 's', jsonb_build_object('step', n)
       from generate_series(10, 309) n`,
      [tenant],
    )
    await db.database.system.query(
      `insert into rialto_cursor select 'test.asleep', 'rialto_outbox',
         system_identifier::text || '-' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) || '-' ||
           (select oid::text from pg_database where datname = current_database()), '20:20:', '20:20:'
       from pg_control_system()`,
    )
    const client = await db.database.system.connect()
    await client.query('set role rialto_owner; analyze rialto.rialto_outbox')
    client.release(true)
    const report = await round({ rowsMax: 100 })
    assert.deepEqual([report.events, report.retired], [249, ['test.asleep']])
    assert.equal(await heldEvents(), 51)
    await publish(db.database, tenant, { subject: 's', from: 400, count: 1 })
  })

  it('deletes old inbox rows and keys, and leaves the others', async () => {
    const { system } = db.database
    await system.query(
      `insert into rialto_inbox select $1, 'test.record', gen_random_uuid(), now() - make_interval(days => n)
       from unnest(array[1, 29, 31, 400]) n`,
      [tenant],
    )
    await system.query(
      `insert into rialto_idempotency (tenant_id, id, fingerprint, created_at)
       select $1, gen_random_uuid(), 'f', now() - make_interval(hours => n) from unnest(array[1, 71, 73, 900]) n`,
      [tenant],
    )
    const report = await round()
    assert.deepEqual([report.inbox, report.keys], [2, 2])
  })
})
