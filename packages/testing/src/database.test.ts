import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from './database.ts'

const one = await testDatabase()
const other = await testDatabase()
after(() => Promise.all([one.drop(), other.drop()]))

test('a test database has the tables of the platform and the roles of an installation', async () => {
  const tables = await one.database.system.query('select relname from pg_class where relname = $1', [
    'rialto_outbox',
  ])
  assert.equal(tables.rowCount, 1)
  const app = await one.database.app.query<{ role: string; is_superuser: string }>(
    `select current_user as role, current_setting('is_superuser') as is_superuser`,
  )
  assert.deepEqual(app.rows[0], { role: 'rialto_app', is_superuser: 'off' })
})

test('two test databases do not see each other', async () => {
  await one.database.system.query(`update rialto_clock set shift = '1 day'`)
  const shift = await other.database.system.query<{ hours: number }>(
    'select (extract(epoch from shift) / 3600)::int as hours from rialto_clock',
  )
  assert.equal(shift.rows[0]?.hours, 0)
})

test('a forgotten tenant is an error, not an empty answer', async () => {
  await one.database.system.query(
    `insert into rialto_outbox (tenant_id, id, type, subject, data)
     values (gen_random_uuid(), gen_random_uuid(), 'a.b', 'a', '{}')`,
  )
  await assert.rejects(one.database.app.query('select count(*) from rialto_outbox'), /rialto\.tenant/)
})

test('a dropped database is gone', async () => {
  const gone = await testDatabase()
  await gone.drop()
  const names = await one.database.system.query('select from pg_database where datname = $1', [
    new URL(gone.url).pathname.slice(1),
  ])
  assert.equal(names.rowCount, 0)
})
