import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '@rialto/testing'
import { classifySqlError } from './sql-errors.ts'

describe('a session', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase({ services: [] })
  })
  after(() => db.drop())

  it('plans to look rows up by their index while the table is still empty: the plan is kept when it has grown', async () => {
    const { rows } = await db.database.system.query<{ 'QUERY PLAN': string }>(
      `explain (generic_plan) select i.status from jsonb_array_elements($1::jsonb) x
       left join rialto_idempotency i on i.tenant_id = (x ->> 'tenantId')::uuid and i.id = (x ->> 'id')::uuid`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    assert.match(plan, /Index Scan using \w+ on rialto_idempotency/)
    assert.doesNotMatch(plan, /Seq Scan|Hash|Merge/)
  })

  it('counts as lost when its connection ended before it was asked', async () => {
    const client = await db.database.system.connect()
    try {
      const ended = new Promise((resolve) => client.once('end', resolve))
      await client.query('set idle_in_transaction_session_timeout = 50')
      await client.query('begin')
      await ended
      assert.equal(await client.query('select 1').then(() => 'done', classifySqlError), 'lost')
    } finally {
      client.release(true)
    }
  })
})
