import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { migrate } from '@rialto/postgres'
import { type TestDatabase, testDatabase } from './database.ts'

let database: TestDatabase

before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

// Found by the proof that kills servers: the one that came back waited for the tables that the others were writing to,
// they waited for it, and it ended with "deadlock detected".
test('a server that starts while another one writes waits for none of its tables', async () => {
  const busy = await database.database.system.connect()
  try {
    await busy.query('begin')
    await busy.query('lock table rialto_idempotency, rialto_outbox, rialto_job in row exclusive mode')
    const startedAt = performance.now()
    await migrate(database.url, [])
    assert.ok(performance.now() - startedAt < 2_000, 'it waited until the other one was cut off')
    await busy.query('commit')
  } finally {
    busy.release()
  }
})
