import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '@rialto/testing'
import { openCursorWriter, takeReader } from './cursors.ts'
import { openFeed } from './feed.ts'
import { cursorAtStart } from './reader.ts'
import { listening } from './workbench.ts'

const db = await testDatabase()
const feed = openFeed({ eventLog: db.database, sources: ['rialto_outbox'] })
after(async () => {
  feed.stop()
  await db.drop()
})

async function stored(reader: string): Promise<{ seen: string; version: bigint } | undefined> {
  const answer = await db.database.system.query<{ seen: string; version: bigint }>(
    'select seen::text, version from rialto_cursor where reader = $1',
    [reader],
  )
  return answer.rows[0]
}

async function take(reader: string) {
  const on = { sources: ['rialto_outbox'], session: await feed.session() }
  const [cursor] = await takeReader(db.database, reader, on)
  assert.ok(cursor)
  return cursor
}

test('a new reader begins at the start of what the source holds', async () => {
  const cursor = await take('new')
  assert.deepEqual(cursor.at, cursorAtStart)
})

test('whoever takes a cursor fences the one who held it: his save changes nothing and tells him so', async () => {
  const writer = openCursorWriter({ database: db.database, log: listening() })
  const first = await take('fenced')
  const second = await take('fenced')
  assert.ok(second.version > first.version)
  const lost: string[] = []
  first.at = { seen: '7:7:', target: '7:7:', pos: 0n }
  writer.save(first, () => lost.push('first'))
  await writer.stop()
  assert.deepEqual(lost, ['first'])
  assert.equal((await stored('fenced'))?.seen, '1:1:')
  second.at = { seen: '9:9:', target: '9:9:', pos: 0n }
  writer.save(second, () => lost.push('second'))
  await writer.stop()
  assert.deepEqual(lost, ['first'])
  assert.deepEqual(await stored('fenced'), { seen: '9:9:', version: second.version })
})

test('many moves of many readers are saved together, the newest of each', async () => {
  const cursors = [await take('a'), await take('b'), await take('c')]
  let writes = 0
  const query = db.database.system.query.bind(db.database.system) as (...args: unknown[]) => unknown
  const counted = {
    ...db.database,
    system: Object.assign(Object.create(db.database.system), {
      query: (...args: unknown[]) => {
        writes += 1
        return query(...args)
      },
    }),
  }
  const writer = openCursorWriter({ database: counted, log: listening() })
  for (let step = 10; step <= 60; step += 1) {
    for (const cursor of cursors) {
      cursor.at = { seen: `${step}:${step}:`, target: `${step}:${step}:`, pos: 0n }
      writer.save(cursor, () => assert.fail('nobody took it'))
    }
  }
  await writer.stop()
  assert.equal(writes, 1)
  for (const reader of ['a', 'b', 'c']) assert.equal((await stored(reader))?.seen, '60:60:')
})

test('a save that fails is made good later', async () => {
  const cursor = await take('retry')
  let failures = 1
  const broken = {
    ...db.database,
    system: Object.assign(Object.create(db.database.system), {
      query: (...args: unknown[]) => {
        if (failures-- > 0) return Promise.reject(new Error('connection terminated'))
        return (db.database.system.query as (...args: unknown[]) => unknown)(...args)
      },
    }),
  }
  const log = listening()
  const writer = openCursorWriter({ database: broken, log })
  cursor.at = { seen: '5:5:', target: '5:5:', pos: 0n }
  writer.save(cursor, () => assert.fail('nobody took it'))
  while (log.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await writer.stop()
  assert.equal((await stored('retry'))?.seen, '5:5:')
})
