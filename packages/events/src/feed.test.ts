import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '@rialto/core'
import { testDatabase } from '@rialto/testing'
import { openFeed } from './feed.ts'
import { cursorAtStart } from './reader.ts'
import { endSessions, publishMany, testTables } from './workbench.ts'

const db = await testDatabase({ services: [testTables] })
const feed = openFeed({ eventLog: db.database, sources: ['rialto_outbox'] })
after(async () => {
  feed.stop()
  await db.drop()
})

const never = new AbortController().signal

test('readers with equal cursors are given one answer', async () => {
  await publishMany(db.database, newId(), 5)
  const session = await feed.session()
  assert.equal(await feed.session(), session)
  const target = await session.next(['1:1:'], never)
  const cursor = { ...cursorAtStart, target }
  const [first, second] = await Promise.all([
    session.read('rialto_outbox', cursor),
    session.read('rialto_outbox', { ...cursor }),
  ])
  assert.equal(first.events.length, 5)
  assert.equal(first, second)
  const other = await session.read('rialto_outbox', { ...cursor, pos: 1n })
  assert.notEqual(other, first)
})

test('a look brings what was written: a reader that goes on reads nothing more', async () => {
  const own = await testDatabase({ services: [testTables] })
  const looking = openFeed({ eventLog: own.database, sources: ['rialto_outbox', 'stream_outbox'] })
  try {
    await publishMany(own.database, newId(), 3)
    const session = await looking.session()
    const target = await session.next(['1:1:', '1:1:'], never)
    // What the look found is known already; only where nobody looked would the lost table be missed.
    await own.database.system.query(
      'set role rialto_owner; drop view stream_outbox cascade; delete from rialto_outbox; reset role',
    )
    const read = (source: string) => session.read(source, { ...cursorAtStart, target })
    assert.equal((await read('rialto_outbox')).events.length, 3)
    assert.equal((await read('stream_outbox')).events.length, 0)
  } finally {
    looking.stop()
    await own.drop()
  }
})

test('who publishes in this process is read at once, however quiet it was; readers stay where nothing is new', async () => {
  const own = await testDatabase({ services: [testTables] })
  const looking = openFeed({ eventLog: own.database, sources: ['rialto_outbox'] })
  try {
    const session = await looking.session()
    let waiting = session.next(['1:1:'], never)
    const early = await Promise.race([waiting, pause(1_500, 'still waiting')])
    assert.equal(early, 'still waiting', 'transactions without events move nobody')
    const times: number[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      await pause(200)
      await publishMany(own.database, newId(), 1)
      const publishedAt = performance.now()
      looking.wake()
      const seen = await waiting
      times.push(performance.now() - publishedAt)
      waiting = session.next([seen], never)
    }
    waiting.catch(() => {})
    // Without the wake it would be up to half a second; the machine may be busy once.
    assert.ok(
      (times.toSorted((one, other) => one - other)[2] ?? 500) < 60,
      `read after ${times.join(', ')} ms`,
    )
  } finally {
    looking.stop()
    await own.drop()
  }
})

test('a reader waits until the log has moved on, or until it is stopped', async () => {
  const session = await feed.session()
  const ended = new AbortController()
  const waiting = session.next(['1:1:', await session.next(['1:1:'], never)], never)
  assert.ok(await waiting, 'one of its cursors is behind: it need not wait')
  const stopped = assert.rejects(
    (async () => {
      // Other databases of the cluster move the snapshot too, so this waits more than once.
      let seen = '1:1:'
      for (;;) seen = await session.next([seen], ended.signal)
    })(),
    /stopped/,
  )
  ended.abort()
  await stopped
})

test('a lost connection ends its session for all, and the next session is a new one', async () => {
  const session = await feed.session()
  const ended = assert.rejects(async () => {
    let seen = '1:1:'
    for (;;) seen = await session.next([seen], never)
  })
  await endSessions(db.open())
  await ended
  assert.ok(session.lost.aborted)
  await assert.rejects(session.read('rialto_outbox', { ...cursorAtStart, target: '9:9:' }))
  const next = await feed.session()
  assert.notEqual(next, session)
  assert.equal(next.generation.text, session.generation.text)
  assert.ok(await next.next(['1:1:'], never))
})

test('a fence makes the log write to disk what its snapshot has seen', async () => {
  const session = await feed.session()
  await db.database.system.query(
    `set local synchronous_commit = off; select pg_logical_emit_message(true, 'test', 'not on disk yet')`,
  )
  const before = await db.database.system.query<{ at: string }>('select pg_current_wal_insert_lsn() as at')
  await session.fence(await session.next(['1:1:'], never))
  const after = await db.database.system.query<{ flushed: boolean }>(
    'select pg_current_wal_flush_lsn() >= $1::pg_lsn as flushed',
    [before.rows[0]?.at],
  )
  assert.equal(after.rows[0]?.flushed, true)
})
