import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { newId, type Statement } from '@rialto/core'
import { testDatabase } from '@rialto/testing'
import fc from 'fast-check'
import { lookStatement } from './look.ts'
import { checkSource, cursorAtStart, readerSettings, windowStatement } from './reader.ts'
import { plainConnection, pollOnce, publishMany, testTables, until } from './workbench.ts'

const db = await testDatabase({ services: [testTables] })
after(() => db.drop())
beforeEach(() => db.database.system.query('delete from rialto_outbox'))

const tenant = newId()

type Session = Awaited<ReturnType<typeof openSession>>

async function openSession() {
  const client = await db.database.system.connect()
  return {
    begin: () => client.query('begin'),
    /** Makes PostgreSQL draw the transaction's id now. */
    drawId: () => client.query('select pg_current_xact_id()'),
    lock: (subject: string) => client.query('select pg_advisory_xact_lock(hashtext($1))', [subject]),
    write: (subject: string, step: number) =>
      client.query(
        `insert into rialto_outbox (tenant_id, id, type, subject, data)
         values ($1, gen_random_uuid(), 'thing.happened', $2, jsonb_build_object('step', $3::int))`,
        [tenant, subject, step],
      ),
    commit: () => client.query('commit'),
    rollback: () => client.query('rollback'),
    close: () => client.release(true),
  }
}

async function withSessions(work: (first: Session, second: Session) => Promise<void>): Promise<void> {
  const [first, second] = [await openSession(), await openSession()]
  try {
    await work(first, second)
  } finally {
    first.close()
    second.close()
  }
}

function snapshotReader(eventsMax = 100) {
  let cursor = cursorAtStart
  const got: string[] = []
  const reader = {
    got,
    /** Reads until there is nothing: a poll without events may only have been the end of an older window. */
    drain: async () => {
      while ((await reader.poll()) + (await reader.poll()) > 0);
    },
    poll: async () => {
      const batch = await pollOnce(db.database, 'rialto_outbox', { cursor, eventsMax })
      cursor = batch.next
      for (const { event } of batch.events)
        got.push(`${event.subject}:${(event.data as { step: number }).step}`)
      return batch.events.length
    },
  }
  return reader
}

/** The two readers one writes first, kept here as the counterexample. */
async function read(text: string, values: unknown[] = []): Promise<string[]> {
  const answer = await db.database.system.query<{ name: string }>(
    `select o.subject || ':' || (o.data ->> 'step') as name from rialto_outbox o ${text}`,
    values,
  )
  return answer.rows.map((row) => row.name)
}

async function lastPosition(): Promise<bigint> {
  const answer = await db.database.system.query<{ last: bigint }>(
    'select max(pos) as last from rialto_outbox',
  )
  return answer.rows[0]?.last ?? 0n
}

test('a cursor of positions loses the event of a slow commit; the snapshot cursor does not', async () => {
  await withSessions(async (slow, quick) => {
    const ours = snapshotReader()
    await slow.begin()
    await slow.write('slow', 1)
    await quick.begin()
    await quick.write('quick', 1)
    await quick.commit()
    const bare = await read('order by o.pos')
    const last = await lastPosition()
    await ours.poll()
    await slow.commit()
    bare.push(...(await read('where o.pos > $1 order by o.pos', [last.toString()])))
    await ours.poll()
    assert.deepEqual(bare, ['quick:1'])
    assert.deepEqual(ours.got, ['quick:1', 'slow:1'])
  })
})

test('ordering by transaction id inverts a stream whose second writer began first; the snapshot cursor does not', async () => {
  await withSessions(async (early, late) => {
    await early.begin()
    await early.drawId()
    await late.begin()
    await late.lock('order')
    await late.write('order', 1)
    const waiting = early.lock('order')
    await late.commit()
    await waiting
    await early.write('order', 2)
    await early.commit()
    // Its price beside the order: any open transaction of the whole cluster holds this reader up.
    let byTransaction: string[] = []
    await until(async () => {
      byTransaction = await read(
        `where o.xid < pg_snapshot_xmin(pg_current_snapshot()) order by o.xid, o.pos`,
      )
      return byTransaction.length === 2
    }, 'no older transaction is open')
    assert.deepEqual(byTransaction, ['order:2', 'order:1'])
    for (const eventsMax of [100, 1]) {
      const ours = snapshotReader(eventsMax)
      await ours.drain()
      assert.deepEqual(ours.got, ['order:1', 'order:2'])
    }
  })
})

test('a window with more rows than the limit is read in pieces, each row once and in order', async () => {
  await publishMany(db.database, tenant, 95)
  const ours = snapshotReader(10)
  const sizes = [await ours.poll()]
  // What is committed while the window is being read waits for the next window.
  await publishMany(db.database, tenant, 7)
  for (let polls = 0; polls < 11; polls += 1) sizes.push(await ours.poll())
  assert.deepEqual(sizes, [10, 10, 10, 10, 10, 10, 10, 10, 10, 5, 7, 0])
  assert.equal(ours.got[94], 's4:9')
  assert.deepEqual(ours.got.slice(0, 3), ['s0:0', 's1:0', 's2:0'])
})

test('what is committed inside the reach of a window, after it was opened, is read once and later', async () => {
  await withSessions(async (slow, other) => {
    await slow.begin()
    await slow.drawId()
    await other.begin()
    for (let step = 1; step <= 4; step += 1) await other.write('other', step)
    await other.commit()
    const ours = snapshotReader(3)
    await ours.poll()
    await slow.write('slow', 1)
    await slow.commit()
    await ours.drain()
    assert.deepEqual(ours.got, ['other:1', 'other:2', 'other:3', 'other:4', 'slow:1'])
  })
})

test('positions are compared as numbers where their digits grow', async () => {
  await db.database.system.query(
    `insert into rialto_outbox (tenant_id, pos, id, type, subject, data) overriding system value
     select $1, 999999990 + n, gen_random_uuid(), 'thing.happened', 's', jsonb_build_object('step', n)
     from generate_series(1, 30) n`,
    [tenant],
  )
  const ours = snapshotReader(4)
  await ours.drain()
  assert.deepEqual(
    ours.got,
    Array.from({ length: 30 }, (_, n) => `s:${n + 1}`),
  )
})

test('the statements read by index, however empty the table was when they were planned', async () => {
  const client = await db.database.system.connect()
  const planOf = async (wanted: Statement, values: string) => {
    await client.query(`prepare plan_of_${wanted.name} as ${wanted.text}`)
    const plan = await client.query<{ 'QUERY PLAN': string }>(
      `explain execute plan_of_${wanted.name} (${values})`,
    )
    return plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  try {
    for (const [name, value] of Object.entries(readerSettings)) await client.query(`set ${name} = ${value}`)
    const first = await planOf(windowStatement('rialto_outbox', false), `'5:9:', '9:9:', 4, 10`)
    assert.match(first, /Index.* (on|using) rialto_outbox_xid/)
    assert.match(first, /\(xid >= pg_snapshot_xmin\(\$1\)\)/)
    assert.doesNotMatch(first, /Seq Scan/)
    const rest = await planOf(windowStatement('rialto_outbox', true), `'5:9:', '9:9:', 4, 10`)
    assert.match(rest, /Index Scan using rialto_outbox_pkey/)
    assert.doesNotMatch(rest, /Sort/)
    const look = await planOf(lookStatement(['rialto_outbox', 'rialto_event_log']), `'5:9:', 10, '5:9:'`)
    assert.match(look, /Index.* (on|using) rialto_outbox_xid/)
    // While nothing was written at all, no source is touched.
    assert.equal(look.match(/One-Time Filter: \(\(pg_current_snapshot\(\)\)/g)?.length, 2)
    assert.doesNotMatch(look, /Seq Scan/)
  } finally {
    client.release(true)
  }
})

test('a view that hides its rows from the reader is refused, and so is a relation that is not there', async () => {
  const connection = plainConnection(db.database)
  await checkSource(connection, 'stream_outbox')
  await assert.rejects(checkSource(connection, 'blind_outbox'), /security_invoker/)
  await assert.rejects(checkSource(connection, 'no_outbox'), /does not exist/)
  await assert.rejects(checkSource(connection, 'a"; drop table x'), /no name/)
})

/** Three sessions and a reader take steps in any order; each stream is written under its lock, as services do. */
const schedules = fc.array(
  fc.record({
    who: fc.nat(2),
    step: fc.constantFrom('begin', 'drawId', 'write', 'write', 'commit', 'rollback', 'poll'),
    subject: fc.constantFrom('a', 'b'),
  }),
  { minLength: 10, maxLength: 60 },
)

type Schedule = { who: number; step: string; subject: string }[]

async function play(sessions: readonly Session[], schedule: Schedule, eventsMax: number) {
  const reader = snapshotReader(eventsMax)
  const open = new Map<number, Set<string>>()
  const owner = new Map<string, number>()
  const counts = new Map<string, number>()
  const end = async (who: number, how: 'commit' | 'rollback') => {
    await sessions[who]?.[how]()
    for (const subject of open.get(who) ?? []) owner.delete(subject)
    open.delete(who)
  }
  for (const { who, step, subject } of schedule) {
    const session = sessions[who]
    if (!session) continue
    if (step === 'poll') await reader.poll()
    else if (step === 'begin' && !open.has(who)) {
      await session.begin()
      open.set(who, new Set())
    } else if (!open.has(who)) continue
    else if (step === 'drawId') await session.drawId()
    else if (step === 'commit' || step === 'rollback') await end(who, step)
    else if (step === 'write' && (owner.get(subject) ?? who) === who) {
      owner.set(subject, who)
      open.get(who)?.add(subject)
      counts.set(subject, (counts.get(subject) ?? 0) + 1)
      await session.write(subject, counts.get(subject) ?? 0)
    }
  }
  for (const who of [...open.keys()]) await end(who, 'commit')
  await reader.drain()
  return reader.got
}

test('whatever the order of begins, writes, commits and polls, each event is read once and each stream in order', async () => {
  const sessions = [await openSession(), await openSession(), await openSession()]
  try {
    await fc.assert(
      fc.asyncProperty(schedules, fc.integer({ min: 1, max: 4 }), async (schedule, eventsMax) => {
        await db.database.system.query('delete from rialto_outbox')
        const got = await play(sessions, schedule, eventsMax)
        const written = await read('order by o.pos')
        assert.deepEqual([...got].sort(), [...written].sort())
        for (const subject of ['a', 'b']) {
          const of = (names: string[]) => names.filter((name) => name.startsWith(`${subject}:`))
          assert.deepEqual(of(got), of(written))
        }
      }),
      { numRuns: 60 },
    )
  } finally {
    for (const session of sessions) session.close()
  }
})
