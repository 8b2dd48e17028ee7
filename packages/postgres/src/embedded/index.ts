import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { adminUrl, bootstrap, isPasswordRefused, loginUrl, resetAdminPassword } from './bootstrap.ts'
import { fault, systemCode } from './fault.ts'
import { checkFreeSpace, freeMebibytesMin, initialise } from './initialise.ts'
import { launch, type Running } from './launch.ts'
import { type Lease, livingLeases, takeLease } from './leases.ts'
import { becomesTrue, settleLeftovers, stopServer } from './leftovers.ts'
import {
  forgottenFolders,
  type Location,
  locate,
  openDataRoot,
  systemDirectoryDefault,
  systemFolder,
} from './location.ts'
import { withLock } from './lock.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { isPostgresOn } from './processes.ts'
import { type ServerSettings, serverSettings } from './settings.ts'

export { rolesSql } from './bootstrap.ts'
export { type EmbeddedPostgresCode, type EmbeddedPostgresFault, isEmbeddedPostgresFault } from './fault.ts'
export { openDataRoot } from './location.ts'
export { type LockResult, lockHolder, takeLock } from './lock.ts'
export { killServer, processIdentity } from './processes.ts'
export { checkDatabase, type DatabaseCheck } from './requirements.ts'
export type { ServerSettings } from './settings.ts'

export type EmbeddedPostgresOptions = {
  /** Folder of everything that belongs to this server, such as `.rialto`; as root the data themselves live elsewhere. */
  dataRoot: string
  /** The next free port is taken when this one is not; 0 takes any. */
  port: number
  /** False for tests: a power cut may then destroy the data. */
  fsync: boolean
  /** Server settings that replace the defaults. */
  settings?: ServerSettings
  /** Several processes may use one server at a time; it stops when the last of them stops it. */
  share?: boolean
  /** Where root keeps data and programs, `/var/lib/rialto` unless a test says otherwise. */
  systemDirectory?: string
  /** Called with lines for people about what takes time or was repaired. */
  log?: (line: string) => void
}

export type EmbeddedPostgres = {
  port: number
  /** Connects as superuser to the database `postgres`. */
  adminUrl: string
  /** Connects as the login `rialto`, which has no rights of its own, to the database `rialto`. */
  url: string
  dataDirectory: string
  processId: number
  /** Resolves when the server process has ended, whoever ended it. */
  exited: Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts a PostgreSQL of our own from the programs that npm installed, and makes its data the first time.
 * Throws an `EmbeddedPostgresFault` whose message is one sentence for people.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  openDataRoot(options.dataRoot)
  return withLock(lockFile(options.dataRoot), async () => {
    const location = await locate(options.dataRoot, options.systemDirectory ?? systemDirectoryDefault)
    const users = livingLeases(options.dataRoot)
    if (users.length > 0 && options.share !== true) {
      throw fault('IN_USE', `Process ${users[0]} already runs PostgreSQL on ${options.dataRoot}.`)
    }
    const settings = serverSettings(options)
    const running =
      options.share === true
        ? joinable(location, { dataRoot: options.dataRoot, settings, hasUsers: users.length > 0 })
        : undefined
    const server = running ?? (await startServer(location, options, settings))
    const lease = takeLease(options.dataRoot)
    void server.exited.then(lease.release)
    return describe(location, server, () =>
      stopAsLast(location, server, { dataRoot: options.dataRoot, lease }),
    )
  })
}

/** Deletes all data of the server, also those of root outside `dataRoot`; a server left over is stopped first. */
export async function removeEmbeddedPostgres(options: {
  dataRoot: string
  systemDirectory?: string
  log?: (line: string) => void
}): Promise<void> {
  if (!existsSync(join(options.dataRoot, 'postgres.json'))) return
  const systemDirectory = options.systemDirectory ?? systemDirectoryDefault
  await withLock(lockFile(options.dataRoot), async () => {
    const location = await locate(options.dataRoot, systemDirectory)
    const users = livingLeases(options.dataRoot)
    if (users.length > 0) throw fault('IN_USE', `Process ${users[0]} runs PostgreSQL on ${options.dataRoot}.`)
    if (existsSync(location.dataDirectory)) await settleLeftovers(location, options.log ?? silent)
    const outside = systemFolder(options.dataRoot, systemDirectory)
    if (outside !== undefined) rmSync(outside, { recursive: true, force: true })
    for (const name of ['postgres', 'postgres-leases', 'postgres-running.json', 'postgres.json']) {
      rmSync(join(options.dataRoot, name), { recursive: true, force: true })
    }
  })
}

async function startServer(
  location: Location,
  options: EmbeddedPostgresOptions,
  settings: ServerSettings,
): Promise<Running> {
  const log = options.log ?? silent
  const isFirst = !existsSync(location.dataDirectory)
  checkFreeSpace(
    join(location.dataDirectory, '..'),
    isFirst ? freeMebibytesMin.first : freeMebibytesMin.later,
  )
  if (isFirst) {
    // Only root can look into other people's folders: anybody else cannot tell whether a project is gone.
    const forgotten = process.getuid?.() === 0 ? forgottenFolders : () => []
    for (const folder of forgotten(options.systemDirectory ?? systemDirectoryDefault)) {
      log(`${folder} holds data of a project that is gone; delete it if nobody needs them`)
    }
    await initialise(location, options.fsync)
  }
  const start = () => launch(location, { port: options.port, settings, log })
  let server = await start()
  try {
    await bootstrap(location, server.port)
  } catch (error) {
    await stopServer(location, server.processId)
    if (!isPasswordRefused(error)) throw error
    // The file with the passwords was lost and made anew; the data learn the new one.
    resetAdminPassword(location)
    server = await start()
    await bootstrap(location, server.port)
  }
  const record = { processId: server.processId, settings: fingerprint(settings) }
  writeFileSync(runningFile(options.dataRoot), `${JSON.stringify(record)}\n`)
  return server
}

/** A server that runs already and may be used together; its settings must be ours unless others depend on it. */
function joinable(
  location: Location,
  { dataRoot, settings, hasUsers }: { dataRoot: string; settings: ServerSettings; hasUsers: boolean },
): Running | undefined {
  const file = readPostmasterFile(location.dataDirectory)
  if (file === undefined || !file.isReady || !isPostgresOn(file.processId, location.dataDirectory))
    return undefined
  const record = readRunning(dataRoot)
  const isSame = record?.processId === file.processId && record.settings === fingerprint(settings)
  if (isSame) return { processId: file.processId, port: file.port, exited: watched(location, file.processId) }
  if (!hasUsers) return undefined
  throw fault('IN_USE', `PostgreSQL on ${dataRoot} is in use with other settings.`)
}

/** A server that is not our child is looked at once a second; the timer keeps no process alive. */
function watched(location: Location, processId: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isPostgresOn(processId, location.dataDirectory)) return
      clearInterval(timer)
      resolve()
    }, 1000)
    timer.unref()
  })
}

async function stopAsLast(
  location: Location,
  server: Running,
  { dataRoot, lease }: { dataRoot: string; lease: Lease },
): Promise<void> {
  await withLock(lockFile(dataRoot), async () => {
    lease.release()
    if (livingLeases(dataRoot).length > 0) return
    await stopServer(location, server.processId)
    await becomesTrue(() => readPostmasterFile(location.dataDirectory) === undefined, 1)
  })
}

function describe(location: Location, server: Running, stop: () => Promise<void>): EmbeddedPostgres {
  let stopping: Promise<void> | undefined
  return {
    port: server.port,
    adminUrl: adminUrl(location, server.port),
    url: loginUrl(location, server.port),
    dataDirectory: location.dataDirectory,
    processId: server.processId,
    exited: server.exited,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

function readRunning(dataRoot: string): { processId: number; settings: string } | undefined {
  try {
    return JSON.parse(readFileSync(runningFile(dataRoot), 'utf8'))
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function fingerprint(settings: ServerSettings): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(settings).sort()))
    .digest('hex')
}

function runningFile(dataRoot: string): string {
  return join(dataRoot, 'postgres-running.json')
}

function lockFile(dataRoot: string): string {
  return join(dataRoot, 'postgres.lock')
}

function silent(): void {}
