import { spawn } from 'node:child_process'
import { link, mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** Proofs and benches run on a cluster of their own that survives a power cut, as a shop's does. */
const isDurable = process.env['RIALTO_TEST_DURABLE'] === 'on'

/** Where the test cluster says how it can be reached. */
export const clusterDirectory = fileURLToPath(
  new URL(`../../../../.cache/${isDurable ? 'durable' : 'test'}-postgres`, import.meta.url),
)

const clusterFile = join(clusterDirectory, 'cluster.json')
const lockFile = join(clusterDirectory, 'lock')
const startSecondsMax = 60
const lockSecondsMax = 90

/** How the cluster is started. For tests durability is switched off: after a power cut it is made anew. */
export const clusterOptions = {
  dataRoot: clusterDirectory,
  port: 0,
  fsync: isDurable,
  share: true,
  settings: { max_connections: 300 },
}

/** A running test cluster. The addresses hold passwords, so they lie in a file that only its owner may read. */
export type Cluster = {
  /** For work that needs a superuser: creating and dropping databases. */
  readonly adminUrl: string
  /** As the server connects: a login without privileges that may only become the three roles. */
  readonly loginUrl: string
  /** The process that watches the cluster and stops it when it is idle. */
  readonly keeperPid: number
}

/** The address of one database of the cluster. */
export function addressOf(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** The cluster of this tree; started when there is none, and given a new keeper when its keeper died. */
export async function runningCluster(): Promise<Cluster> {
  const known = await findCluster()
  if (known && isAlive(known.keeperPid)) return known
  await mkdir(clusterDirectory, { recursive: true })
  return underLock(async () => {
    const started = await findCluster()
    if (started && isAlive(started.keeperPid)) return started
    await withdraw()
    return launchKeeper()
  })
}

/** Announces a cluster. The file appears whole or not at all. */
export async function announce(cluster: Cluster): Promise<void> {
  const draft = `${clusterFile}.${process.pid}`
  await writeFile(draft, JSON.stringify(cluster), { mode: 0o600 })
  await rename(draft, clusterFile)
}

/** Takes the announcement back, so that nobody connects to a cluster that is about to stop. */
export async function withdraw(): Promise<void> {
  await unlink(clusterFile).catch(ignoreMissing)
}

/** How many clients are connected to test databases. */
export async function connectionsOf(cluster: Cluster): Promise<number> {
  const client = new pg.Client({
    connectionString: cluster.adminUrl,
    application_name: 'rialto-test-keeper',
  })
  await client.connect()
  try {
    const answer = await client.query<{ count: number }>(
      `select count(*)::int from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return answer.rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}

/** The cluster that answers, if any. */
export async function findCluster(): Promise<Cluster | undefined> {
  const text = await readFile(clusterFile, 'utf8').catch(ignoreMissing)
  if (text === undefined) return undefined
  const cluster = JSON.parse(text) as Cluster
  return connectionsOf(cluster).then(
    () => cluster,
    () => undefined,
  )
}

async function launchKeeper(): Promise<Cluster> {
  const keeper = spawn(process.execPath, [fileURLToPath(new URL('./keep-cluster.ts', import.meta.url))], {
    cwd: clusterDirectory,
    detached: true,
    stdio: 'ignore',
  })
  keeper.unref()
  const until = Date.now() + startSecondsMax * 1000
  while (Date.now() < until && keeper.exitCode === null) {
    const cluster = await findCluster()
    if (cluster && cluster.keeperPid === keeper.pid) return cluster
    await pause(50)
  }
  throw new Error(`The test cluster did not start; see ${join(clusterDirectory, 'log')}`)
}

/** One process at a time starts a cluster. A lock whose owner is dead or too old is taken over. */
async function underLock<T>(work: () => Promise<T>): Promise<T> {
  const draft = `${lockFile}.${process.pid}`
  await writeFile(draft, String(process.pid))
  try {
    while (!(await takes(draft))) {
      await removeStaleLock()
      await pause(50)
    }
  } finally {
    await unlink(draft)
  }
  try {
    return await work()
  } finally {
    await unlink(lockFile).catch(ignoreMissing)
  }
}

function takes(draft: string): Promise<boolean> {
  return link(draft, lockFile).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
}

async function removeStaleLock(): Promise<void> {
  const owner = await readFile(lockFile, 'utf8').catch(ignoreMissing)
  const age = await stat(lockFile).catch(ignoreMissing)
  if (owner === undefined || age === undefined) return
  if (isAlive(Number(owner)) && Date.now() - age.mtimeMs < lockSecondsMax * 1000) return
  await unlink(lockFile).catch(ignoreMissing)
}

/** Whether a process exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}
