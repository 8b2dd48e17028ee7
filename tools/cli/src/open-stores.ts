import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type Database, openDatabase } from '@rialto/postgres'
import {
  isEmbeddedPostgresFault,
  openDataRoot,
  startEmbeddedPostgres,
  takeLock,
} from '@rialto/postgres/embedded'
import type { Environment } from './run-command.ts'
import { stop } from './stop.ts'

/** The databases of an installation whose servers do not run. */
export type Stores = {
  /** Each database once; those of services, and that of the event log. */
  readonly all: readonly Database[]
  /** The database that a reader reads. */
  logOf(reader: string): Database
  close(): Promise<void>
}

export type EmbeddedOptions = { systemDirectory?: string }

const dataDirectoryDefault = '.rialto'
const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }
const relayPrefix = 'relay '

/**
 * Opens the databases that the settings name, or starts the PostgreSQL that `npm start` brings along. Refuses while a
 * server runs: what it remembers of the database would be wrong afterwards.
 */
export async function openStores(given: Environment, embedded: EmbeddedOptions = {}): Promise<Stores> {
  const environment = { ...(existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}), ...given }
  const own = environment['DATABASE_URL'] ? null : await startOwn(environment, embedded)
  const mainUrl = own?.url ?? environment['DATABASE_URL'] ?? ''
  const urls = readUrls(environment, mainUrl)
  const opened = new Map(
    [...new Set([mainUrl, urls.log, ...urls.ofService.values()])].map((url) => [
      url,
      openDatabase({ url, poolMax: 2, applicationName: 'rialto-cli', log }),
    ]),
  )
  const at = (url: string) => opened.get(url) as Database
  const close = async () => {
    await Promise.all([...opened.values()].map((database) => database.close()))
    await own?.stop()
  }
  try {
    for (const database of opened.values()) await refuseRunning(database)
  } catch (error) {
    await close()
    throw error
  }
  return {
    all: [...opened.values()],
    logOf: (reader) => {
      if (!reader.startsWith(relayPrefix)) return at(urls.log)
      const [service = ''] = reader.slice(relayPrefix.length).split('+')
      return at(urls.ofService.get(service) ?? mainUrl)
    },
    close,
  }
}

function readUrls(environment: Environment, mainUrl: string) {
  const ofService = new Map<string, string>()
  for (const [name, url] of Object.entries(environment)) {
    const [, service] = /^DATABASE_URL_([A-Z_]+)$/.exec(name) ?? []
    if (service && url) ofService.set(service.toLowerCase().replaceAll('_', '-'), url)
  }
  return { log: environment['EVENTS_URL'] || mainUrl, ofService }
}

/** The supervisor's lock is held meanwhile, so that nobody starts the shop in between. */
async function startOwn(environment: Environment, embedded: EmbeddedOptions) {
  const dataRoot = resolve(environment['RIALTO_DATA'] || dataDirectoryDefault)
  if (!existsSync(join(dataRoot, 'postgres.json'))) {
    throw stop(
      `There is no database in ${dataRoot}. Set DATABASE_URL, or RIALTO_DATA to the data of the shop`,
    )
  }
  openDataRoot(dataRoot)
  const lock = takeLock(join(dataRoot, 'supervisor.lock'))
  if (!lock.ok) throw stop(runningSentence(`process ${lock.holderProcessId}`))
  try {
    const server = await startEmbeddedPostgres({ dataRoot, port: 0, fsync: true, ...embedded })
    const end = async () => {
      await server.stop()
      lock.release()
    }
    return { url: server.url, stop: end }
  } catch (error) {
    lock.release()
    if (isEmbeddedPostgresFault(error)) throw stop(error.message)
    throw error
  }
}

/** Connections of a server carry its name. */
async function refuseRunning(database: Database): Promise<void> {
  const { rows } = await database.system
    .query<{ sessions: number }>(
      `select count(*)::int as sessions from pg_stat_activity
       where datname = current_database() and application_name in ('rialto', 'rialto-events')`,
    )
    .catch((error: unknown) => {
      throw stop(
        `The database at ${new URL(database.url).host} does not answer: ${(error as Error).message || 'refused'}`,
      )
    })
  const sessions = rows[0]?.sessions ?? 0
  if (sessions > 0) throw stop(runningSentence(`${sessions} connections of servers are open`))
}

function runningSentence(what: string): string {
  return `Rialto is running (${what}). Stop all servers of this installation first; nothing was changed`
}
