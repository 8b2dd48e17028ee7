import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId, type PublishedEvent } from '@rialto/core'
import { transact } from '@rialto/postgres'
import { testDatabase } from '@rialto/testing'
import { takeReader } from '../cursors.ts'
import { openFeed } from '../feed.ts'
import { loadParkedStreams } from './parked-streams.ts'

const db = await testDatabase()
const feed = openFeed({ eventLog: db.database, sources: ['rialto_outbox'] })
after(async () => {
  feed.stop()
  await db.drop()
})

const tenant = newId()

function event(step: number): PublishedEvent {
  const parts = {
    id: newId(),
    source: '/thing',
    type: 'thing.happened',
    subject: 'a',
    tenant,
    data: { step },
  }
  return { ...parts, time: new Date(0).toISOString(), traceparent: null }
}

async function load(consumer: string) {
  const on = { sources: ['rialto_outbox'], session: await feed.session() }
  const [fence] = await takeReader(db.database, consumer, on)
  assert.ok(fence)
  return loadParkedStreams(db.database, consumer, fence)
}

async function makeDue(): Promise<void> {
  await db.database.system.query(`update rialto_clock set shift = shift + interval '1 minute'`)
}

type Parked = Awaited<ReturnType<typeof load>>

async function finishHead(parked: Parked): Promise<Parked> {
  const [head] = await parked.dueHeads()
  assert.ok(head)
  await transact({ pool: db.database.app, tenant, traceparent: '' }, (tx) => parked.removeHead(tx, head))
  await parked.goOn(head)
  return parked
}

test('a stream flows again only when its last event is done', async () => {
  const parked = await load('one')
  const [first, second] = [event(1), event(2)]
  await parked.park([first], 'Error: no')
  await parked.park([second], undefined)
  await parked.park([second], undefined)
  assert.equal((await parked.dueHeads()).length, 0, 'it waits a second first')
  await makeDue()
  assert.deepEqual(
    (await parked.dueHeads()).map((head) => head.event.id),
    [first.id],
    'the second waits behind the first',
  )
  await finishHead(parked)
  assert.ok(parked.isParked(second))
  assert.deepEqual(
    (await parked.dueHeads()).map((head) => head.event.id),
    [second.id],
    'parked twice, kept once, and due at once',
  )
  await finishHead(parked)
  assert.equal(parked.isParked(second), false)
})

test('an event that is on its way to be parked keeps its stream parked', async () => {
  const parked = await load('race')
  await parked.park([event(1)], 'Error: no')
  await makeDue()
  const client = await db.database.system.connect()
  await client.query('begin')
  await client.query(`select from rialto_cursor where reader = 'race' for update`)
  const second = event(2)
  const arriving = parked.park([second], undefined)
  const finishing = finishHead(parked)
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.ok(parked.isParked(second), 'its row is not there yet, and must not be overlooked')
  await client.query('commit')
  client.release()
  await Promise.all([arriving, finishing])
  assert.ok(parked.isParked(second))
  await finishHead(parked)
  assert.equal(parked.isParked(second), false)
})

test('after a restart between an event and the next, the next is due', async () => {
  const parked = await load('crash')
  await parked.park([event(1)], 'Error: no')
  await parked.park([event(2)], undefined)
  await makeDue()
  const [head] = await parked.dueHeads()
  assert.ok(head)
  await transact({ pool: db.database.app, tenant, traceparent: '' }, (tx) => parked.removeHead(tx, head))
  assert.equal((await parked.dueHeads()).length, 0)
  const again = await load('crash')
  assert.deepEqual(
    (await again.dueHeads()).map((one) => one.event.data),
    [{ step: 2 }],
  )
})

test('a process that was overtaken parks nothing', async () => {
  const parked = await load('overtaken')
  await load('overtaken')
  await assert.rejects(parked.park([event(1)], 'Error: no'), /taken/)
  const rows = await db.database.system.query(`select from rialto_parked_event where consumer = 'overtaken'`)
  assert.equal(rows.rowCount, 0)
})
