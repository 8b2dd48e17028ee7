import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { startEmbeddedPostgres } from './index.ts'
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
const onlyRoot = { skip: !isRoot && 'only root can become another user' }
// A number without a name on this machine serves as well as a person's account, but initdb wants a name.
const person = { uid: 65534, gid: 65534 }

test('as root the server runs as another user, from a folder outside the closed home', onlyRoot, async () => {
  const options = project('of-root')
  const server = await startEmbeddedPostgres(options)
  await server.stop()
  assert.ok(server.dataDirectory.startsWith(options.systemDirectory))
  assert.notEqual(statSync(server.dataDirectory).uid, 0)
  assert.equal(statSync(server.dataDirectory).mode & 0o777, 0o700)
  assert.equal(statSync(join(options.dataRoot, 'postgres.json')).mode & 0o777, 0o600)
})

test('a strict umask of root does not lock the server out', onlyRoot, async () => {
  const options = { ...project('umask'), systemDirectory: join(base, 'strict') }
  const before = process.umask(0o077)
  try {
    const server = await startEmbeddedPostgres(options)
    await server.stop()
  } finally {
    process.umask(before)
  }
})

test('an ordinary user keeps everything in a closed home', onlyRoot, async () => {
  const options = project('of-person')
  const home = dirname(options.dataRoot)
  chownSync(home, person.uid, person.gid)
  for (const round of ['first', 'second']) {
    const server = await startElsewhere(options, person)
    assert.ok(server.dataDirectory.startsWith(home))
    if (round === 'first') await ask(adminOf(server), writeSale)
    assert.deepEqual(await ask(adminOf(server), readSale), keptSale)
    // Killed the first time, so that the second start finds a server of the same user.
    if (round === 'first') server.child.kill('SIGKILL')
    else server.child.stdin?.write('stop\n')
    await once(server.child, 'exit')
  }
})

test('files of root are named to the person who cannot use them', onlyRoot, async () => {
  const options = project('foreign')
  mkdirSync(options.dataRoot, { mode: 0o700 })
  chownSync(dirname(options.dataRoot), person.uid, person.gid)
  const outcome = await startElsewhere(options, person).then(
    () => 'started',
    () => 'refused',
  )
  assert.equal(outcome, 'refused')
})

test('a project that was moved keeps its data and a copied one gets its own', onlyRoot, async () => {
  const options = project('moved-from')
  const first = await startEmbeddedPostgres(options)
  await ask(adminOf(first), writeSale)
  await first.stop()
  renameSync(join(base, 'moved-from'), join(base, 'moved-to'))
  const moved = { ...options, dataRoot: join(base, 'moved-to', '.rialto') }
  const second = await startEmbeddedPostgres(moved)
  assert.deepEqual(await ask(adminOf(second), readSale), keptSale)
  await second.stop()
  cpSync(join(base, 'moved-to'), join(base, 'copied'), { recursive: true })
  const third = await startEmbeddedPostgres({ ...options, dataRoot: join(base, 'copied', '.rialto') })
  await third.stop()
  assert.notEqual(third.dataDirectory, second.dataDirectory)
  assert.ok(existsSync(second.dataDirectory))
})

test('data of a project that was deleted are named at the next first start', onlyRoot, async () => {
  const options = { ...project('deleted'), systemDirectory: join(base, 'forgetful') }
  const first = await startEmbeddedPostgres(options)
  await first.stop()
  rmSync(join(base, 'deleted'), { recursive: true })
  const lines: string[] = []
  const log = (line: string) => lines.push(line)
  const second = await startEmbeddedPostgres({
    ...project('next'),
    systemDirectory: options.systemDirectory,
    log,
  })
  await second.stop()
  assert.deepEqual(lines, [
    `${dirname(first.dataDirectory)} holds data of a project that is gone; delete it if nobody needs them`,
  ])
})

test('root that lost its passwords starts anew and leaves the old data alone', onlyRoot, async () => {
  const options = project('forgot')
  const first = await startEmbeddedPostgres(options)
  await first.stop()
  rmSync(join(options.dataRoot, 'postgres.json'))
  const second = await startEmbeddedPostgres(options)
  await second.stop()
  assert.notEqual(second.dataDirectory, first.dataDirectory)
  assert.equal(readFileSync(join(first.dataDirectory, 'PG_VERSION'), 'utf8'), '18\n')
})
