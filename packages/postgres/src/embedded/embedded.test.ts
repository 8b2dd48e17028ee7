import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { isEmbeddedPostgresFault, removeEmbeddedPostgres, startEmbeddedPostgres } from './index.ts'
import { checkFreeSpace } from './initialise.ts'
import { checkDatabase } from './requirements.ts'
import {
  adminOf,
  ask,
  isRoot,
  keptSale,
  projectsFolder,
  readSale,
  startElsewhere,
  writeSale,
} from './workbench.ts'

const { base, project } = projectsFolder()

test('data survive a stop, and the login has no rights of its own', async () => {
  const options = { ...project('survive'), fsync: true }
  const first = await startEmbeddedPostgres(options)
  await ask(first.url, `SET ROLE rialto_owner; ${writeSale}`)
  await first.stop()
  const second = await startEmbeddedPostgres(options)
  try {
    assert.deepEqual(await ask(adminOf(second), readSale), keptSale)
    await assert.rejects(ask(second.url, readSale), /permission denied/)
    await assert.rejects(ask(second.url, 'SET ROLE postgres'), /permission denied/)
    const roles = await ask(
      second.url,
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'rialto%' AND NOT rolsuper AND NOT rolbypassrls ORDER BY 1",
    )
    const names = roles.map((role) => role['rolname'])
    assert.deepEqual(names, ['rialto', 'rialto_app', 'rialto_owner', 'rialto_system'])
  } finally {
    await second.stop()
  }
})

test('the database sorts by code point, knows letters of every script and writes safely', async () => {
  const server = await startEmbeddedPostgres({
    ...project('settings'),
    fsync: true,
    settings: { work_mem: '9MB' },
  })
  try {
    const [facts] = await ask(
      server.url,
      `SELECT datlocprovider AS provider, datlocale AS locale, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS commit, current_setting('work_mem') AS memory,
              current_setting('listen_addresses') AS addresses,
              to_tsvector('simple', 'Größe „Haus“ مرحبا')::text AS words
         FROM pg_database WHERE datname = current_database()`,
    )
    assert.deepEqual(facts, {
      provider: 'b',
      locale: 'C.UTF-8',
      fsync: 'on',
      commit: 'on',
      memory: '9MB',
      addresses: '127.0.0.1',
      words: "'größe':1 'haus':2 'مرحبا':3",
    })
  } finally {
    await server.stop()
  }
})

test('a taken port is left for the next free one', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0
  const server = await startEmbeddedPostgres({ ...project('port'), port: taken })
  await server.stop()
  other.close()
  assert.ok(server.port > taken && server.port < taken + 50, `${server.port} follows ${taken}`)
})

test('a second start on the same folder is refused with the process that runs it', async () => {
  const options = project('twice')
  const server = await startEmbeddedPostgres(options)
  await assert.rejects(startEmbeddedPostgres(options), (error: unknown) => {
    assert.ok(isEmbeddedPostgresFault(error))
    assert.equal(error.code, 'IN_USE')
    assert.match(error.message, new RegExp(`^Process ${process.pid} already runs PostgreSQL on .*\\.$`))
    return true
  })
  await server.stop()
})

test('a shared server is joined by other processes and stops with its last user', async () => {
  const options = { ...project('shared'), share: true }
  const first = await startEmbeddedPostgres(options)
  const other = await startElsewhere(options)
  assert.equal(other.processId, first.processId)
  await first.stop()
  assert.deepEqual(await ask(other.url, 'SELECT 1 AS one'), [{ one: 1 }])
  other.child.stdin?.write('stop\n')
  await once(other.child, 'exit')
  await assert.rejects(ask(other.url, 'SELECT 1'), /ECONNREFUSED/)
})

test('starts at the same moment share one server', async () => {
  const options = { ...project('at-once'), share: true }
  const servers = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres(options)))
  assert.equal(new Set(servers.map((server) => server.processId)).size, 1)
  for (const server of servers) await server.stop()
})

test('a disk without room is refused with the numbers', () => {
  assert.throws(
    () => checkFreeSpace(base, 1e9),
    /^Error: Only \d+ MB are free on the disk of .*needs 1000000000 MB\.$/,
  )
})

test('an initialisation that was cut off leaves nothing behind', async () => {
  const options = project('cut-off')
  const first = await startEmbeddedPostgres(options)
  await first.stop()
  const parent = dirname(first.dataDirectory)
  rmSync(first.dataDirectory, { recursive: true })
  mkdirSync(join(parent, 'initialising-old', 'data'), { recursive: true })
  const second = await startEmbeddedPostgres(options)
  await second.stop()
  assert.deepEqual(readdirSync(parent), isRoot ? ['postgres-18', 'project'] : ['postgres-18'])
})

test('data of another major version are named, never passed over', async () => {
  const options = project('older')
  const server = await startEmbeddedPostgres(options)
  await server.stop()
  const older = join(dirname(server.dataDirectory), 'postgres-17')
  rmSync(server.dataDirectory, { recursive: true })
  mkdirSync(older)
  await assert.rejects(startEmbeddedPostgres(options), /postgres-17 were written by another PostgreSQL/)
})

test('removing deletes the data and refuses while they are in use', async () => {
  const options = project('removed')
  const server = await startEmbeddedPostgres(options)
  await assert.rejects(removeEmbeddedPostgres(options), { code: 'IN_USE' })
  await server.stop()
  await removeEmbeddedPostgres(options)
  assert.equal(existsSync(server.dataDirectory), false)
  assert.deepEqual(readdirSync(options.dataRoot), ['logs'])
})

test('a database that a person brings is checked before it is used', async () => {
  const server = await startEmbeddedPostgres(project('brought'))
  try {
    const own = await checkDatabase(server.url)
    assert.equal(own.ok, true)
    const cases: [string, string][] = [
      [server.adminUrl, 'TOO_MANY_RIGHTS'],
      [server.url.replace(/rialto$/, 'nowhere'), 'UNREACHABLE'],
      ['postgres://a:b@127.0.0.1:1/rialto', 'UNREACHABLE'],
      ['http://[', 'UNREACHABLE'],
    ]
    await ask(server.adminUrl, "CREATE ROLE stranger LOGIN PASSWORD 'stranger'")
    cases.push([server.url.replace(/\/\/.*@/, '//stranger:stranger@'), 'ROLE_MISSING'])
    await ask(server.adminUrl, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    cases.push([server.url.replace(/rialto$/, 'latin'), 'NOT_UTF8'])
    for (const [url, code] of cases) {
      const check = await checkDatabase(url)
      assert.ok(!check.ok)
      assert.equal(check.code, code, check.detail)
    }
  } finally {
    await server.stop()
  }
})
