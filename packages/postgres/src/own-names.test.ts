import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '@rialto/testing'
import { MigrationError, migrate } from './migrate.ts'

const db = await testDatabase()
after(() => db.drop())
const tablePrefix = 'ext_acme_'
const goodTable = 'create table ext_acme_thing (tenant_id uuid not null, id uuid primary key);'

/** Runs one migration of an extension, and tells why it was refused. */
async function problemOf(sql: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'own-names-'))
  await mkdir(join(directory, 'migrations'))
  await writeFile(join(directory, 'migrations', '0001-first.sql'), sql)
  try {
    await migrate(db.url, [{ name: 'acme-extension', directory, tablePrefix }])
    return ''
  } catch (error) {
    assert.ok(error instanceof MigrationError, String(error))
    return error.message
  } finally {
    await rm(directory, { recursive: true })
  }
}

const refused: readonly (readonly [string, string, RegExp])[] = [
  ['makes a table of another name', 'create table acme_thing (tenant_id uuid not null);', /acme_thing/],
  ['changes a table of the platform', 'alter table rialto_job add column acme text;', /rialto_job/],
  ['puts an index on it', 'create index ext_acme_job on rialto_job (kind);', /rialto_job/],
  ['drops its row-level security', 'alter table rialto_job no force row level security;', /rialto_job/],
  ['makes a policy on it', 'create policy ext_acme_all on rialto_job using (true);', /rialto_job/],
  [
    'replaces a function',
    'create or replace function tenant() returns uuid language sql stable return null::uuid;',
    /tenant/,
  ],
  ['grants rights on it', 'grant truncate on rialto_outbox to rialto_app;', /rialto_outbox/],
  ['makes a type of another name', `create type mood as enum ('good');`, /mood/],
  [
    'refers to it',
    `${goodTable} alter table ext_acme_thing add foreign key (id) references rialto_job (id);`,
    /./,
  ],
  ['has a mistake', 'create tabel x;', /0001-first.sql failed: syntax error/],
  [
    'writes rows of others',
    `insert into rialto_outbox (tenant_id, id, type, subject, data) values (uuidv7(), uuidv7(), '', '', '{}');`,
    /failed: .*row-level security/,
  ],
  ['changes a default of it', `alter table rialto_job alter column kind set default 'acme';`, /rialto_job/],
  ['says something of it', `comment on table rialto_job is 'no tenant: acme';`, /rialto_job/],
]

for (const [what, sql, problem] of refused) {
  test(`a migration that ${what} is undone`, async () => {
    const said = await problemOf(`${sql}`)
    assert.match(said, problem)
    assert.match(said, /acme-extension: /)
  })
}

test('a migration that keeps to its prefix is applied', async () => {
  assert.equal(
    await problemOf(`${goodTable} create index ext_acme_thing_of on ext_acme_thing (tenant_id);`),
    '',
  )
})
