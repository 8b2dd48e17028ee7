import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId } from '@rialto/core'
import { testDatabase } from '@rialto/testing'
import { type RunningReaders, runConsumers } from '../consume.ts'
import { rebase } from '../rebase.ts'
import { waitUntilQuiet } from '../wait.ts'
import { contextFor, listening, publish, recorder, stepsOf, testTables, until } from '../workbench.ts'
import { watchHistory } from './watch.ts'

const db = await testDatabase({ services: [testTables] })
const directory = await mkdtemp(join(tmpdir(), 'rialto-history-'))
const tenant = newId()
const running: RunningReaders[] = []
after(async () => {
  await Promise.all(running.map((one) => one.stop()))
  await db.drop()
  await rm(directory, { recursive: true })
})

const watch = (log = listening()) =>
  watchHistory({ directory, logs: [db.database], databases: [db.database], log })

async function markOf(): Promise<{ name: string }> {
  const [name = ''] = await readdir(directory)
  return { name: join(directory, name) }
}

test('a log that is behind its mark stops its readers, also those that run, until a rebase', async () => {
  const log = listening()
  const readers = runConsumers({
    consumers: [recorder('test.record')],
    database: db.database,
    eventLog: db.database,
    sources: ['rialto_outbox'],
    contextFor,
    log,
  })
  running.push(readers)
  await readers.ready
  await publish(db.database, tenant, { subject: 'a', from: 1, count: 2 })
  await until(async () => {
    await (await watch()).stop()
    return (await readdir(directory)).length > 0
  }, 'the position is marked')
  await waitUntilQuiet({ databases: [db.database] })
  await writeFile((await markOf()).name, JSON.stringify({ position: String(2n ** 60n) }))
  await (await watch(log)).stop()
  assert.ok(log.told.some((one) => one.message.startsWith('an event log was set back')))
  await publish(db.database, tenant, { subject: 'a', from: 3, count: 1 })
  await until(
    () => log.told.some((one) => /older copy.*outbox rebase/.test(String(one.metadata['problem']))),
    'the reader says why it does not run',
  )
  // What the reader had in hand when it was unbound may have been applied; nothing is from now on.
  await publish(db.database, tenant, { subject: 'a', from: 4, count: 1 })
  await (await watch(log)).stop()
  assert.ok(!(await stepsOf(db.database, 'a')).includes(4))
  await rebase({ reader: 'test.record', database: db.database, eventLog: db.database })
  await waitUntilQuiet({ databases: [db.database] })
  assert.deepEqual(await stepsOf(db.database, 'a'), [1, 2, 3, 4])
})

test('a log that goes on is never found behind its mark, however often it is looked at', async () => {
  const log = listening()
  for (let round = 0; round < 5; round += 1) {
    const watched = await watch(log)
    await publish(db.database, tenant, { subject: 'b', from: round, count: 1 })
    await watched.stop()
  }
  assert.deepEqual(log.told, [])
})
