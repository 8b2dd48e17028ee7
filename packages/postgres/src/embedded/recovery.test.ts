import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { asAccount, unprivilegedAccount } from './account.ts'
import { startEmbeddedPostgres } from './index.ts'
import { postgresProcessesOn, processIdentity, sendSignal } from './processes.ts'
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

const { project } = projectsFolder()

test('after kill -9 of the server the next start waits for its busy children and recovers', async () => {
  const options = { ...project('killed-server'), fsync: true }
  const first = await startEmbeddedPostgres(options)
  await ask(adminOf(first), writeSale)
  const busy = new Client({ connectionString: first.adminUrl })
  await busy.connect()
  busy.on('error', () => {
    // The connection breaks when its process ends; the rejected query below says it.
  })
  const counting = assert.rejects(busy.query('SELECT count(*) FROM generate_series(1, 1000000000000)'))
  await sleep(200)
  process.kill(first.processId, 'SIGKILL')
  await first.exited
  const lines: string[] = []
  const second = await startEmbeddedPostgres({ ...options, log: (line) => lines.push(line) })
  await counting
  const rows = await ask(adminOf(second), readSale)
  await second.stop()
  assert.deepEqual(rows, keptSale)
  if (process.platform === 'linux') assert.match(lines.join('\n'), /ending \d+ processes of a PostgreSQL/)
})

test('after kill -9 of the server and all its children the next start recovers', async () => {
  const options = { ...project('killed-tree'), fsync: true }
  const first = await startEmbeddedPostgres(options)
  await ask(adminOf(first), writeSale)
  const children = postgresProcessesOn(first.dataDirectory).filter((child) => child !== first.processId)
  for (const processId of [first.processId, ...children]) sendSignal(processId, 'SIGKILL')
  await first.exited
  const second = await startEmbeddedPostgres(options)
  const rows = await ask(adminOf(second), readSale)
  await second.stop()
  assert.deepEqual(rows, keptSale)
})

test('a server left over by a killed supervisor is stopped and started again', async () => {
  const options = project('killed-supervisor')
  const left = await startElsewhere(options)
  await ask(adminOf(left), writeSale)
  left.child.kill('SIGKILL')
  await once(left.child, 'exit')
  assert.notEqual(processIdentity(left.processId), undefined)
  const second = await startEmbeddedPostgres(options)
  const rows = await ask(adminOf(second), readSale)
  await second.stop()
  assert.deepEqual(rows, keptSale)
  assert.equal(processIdentity(left.processId), undefined)
})

test('a recorded process id that now belongs to a stranger does not stop the start', async (t) => {
  const options = { ...project('stranger'), fsync: true }
  const first = await startEmbeddedPostgres(options)
  await ask(adminOf(first), writeSale)
  const pidFile = join(first.dataDirectory, 'postmaster.pid')
  const recorded = readFileSync(pidFile, 'utf8')
  for (const processId of [first.processId, ...postgresProcessesOn(first.dataDirectory)]) {
    sendSignal(processId, 'SIGKILL')
  }
  await first.exited
  // Of the same user, because PostgreSQL only minds strangers that it may send a signal to.
  const stranger = spawn('sleep', ['60'], { ...asAccount(unprivilegedAccount()), stdio: 'ignore' })
  t.after(() => stranger.kill())
  writeFileSync(pidFile, recorded.replace(/^\d+/, `${stranger.pid}`))
  const second = await startEmbeddedPostgres(options)
  const rows = await ask(adminOf(second), readSale)
  await second.stop()
  assert.deepEqual(rows, keptSale)
  assert.equal(stranger.exitCode, null)
})

test('the process that owned a server may start it again after a crash', async () => {
  const options = project('again')
  const first = await startEmbeddedPostgres(options)
  for (let round = 0; round < 2; round++) {
    const server = round === 0 ? first : await startEmbeddedPostgres({ ...options, port: first.port })
    assert.equal(server.port, first.port)
    process.kill(server.processId, 'SIGKILL')
    await server.exited
  }
  const last = await startEmbeddedPostgres({ ...options, port: first.port })
  await last.stop()
})

test('lost passwords are replaced while the data stay', {
  skip: isRoot && 'root starts anew then',
}, async () => {
  const options = project('forgot')
  const first = await startEmbeddedPostgres(options)
  await ask(adminOf(first), writeSale)
  await first.stop()
  rmSync(join(options.dataRoot, 'postgres.json'))
  const second = await startEmbeddedPostgres(options)
  const rows = await ask(adminOf(second), readSale)
  await second.stop()
  assert.notEqual(second.url, first.url)
  assert.deepEqual(rows, keptSale)
})
