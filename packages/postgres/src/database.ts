import type { Log } from '@rialto/core'
import pg, { type Pool } from 'pg'
import { openGatheringSocket } from './gathering-socket.ts'

/** The schema of the cell: one place where a tenant's tables lie. */
export const cellSchema = 'rialto'

/** Holds the tables of projections that are being rebuilt, under the names that they have in the cell. */
export const besideSchema = 'rialto_beside'

/** Pools of one database. `app` obeys row-level security; `system` is for the closed list of spine 8. */
export type Database = {
  readonly url: string
  readonly app: Pool
  readonly system: Pool
  close(): Promise<void>
}

export type DatabaseOptions = {
  url: string
  poolMax: number
  applicationName: string
  /** Where names are looked up, instead of the cell: for a projection that is rebuilt beside it. */
  searchPath?: string
  log: Log
}

const systemPoolMax = 10
const connectTimeoutMs = 5_000
const statementTimeoutMs = 2_000
const idleInTransactionTimeoutMs = 5_000

/**
 * Plans are kept for the life of a connection, and made when it is young: tables may be empty then, or not analysed, and
 * reading one whole looks cheap. So rows are looked up by their index, one by one; that is right for a few, and for a
 * few of millions. A statement that means to read a table whole switches them on for itself.
 */
const lookUps = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' }

/** Planning was a quarter of the database's work. Statements that are planned by their values say so. */
const keptPlans = { plan_cache_mode: 'force_generic_plan' }

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.DATE]: String,
}

const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
} as typeof pg.types

/** Opens the pools of a database. Nothing connects before the first query. */
export function openDatabase(options: DatabaseOptions): Database {
  const app = openPool(options, 'rialto_app', options.poolMax)
  const system = openPool(options, 'rialto_system', systemPoolMax)
  return {
    url: options.url,
    app,
    system,
    close: async () => {
      await Promise.all([app.end(), system.end()])
    },
  }
}

function openPool(options: DatabaseOptions, role: 'rialto_app' | 'rialto_system', max: number): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    pipeline: true,
    stream: openGatheringSocket,
    types: typeParsers,
    options: sessionOptions(role, options.searchPath ?? cellSchema),
  })
  // Without a listener, a connection that dies while idle would end the process.
  pool.on('error', (error) =>
    options.log.warn('an idle database connection was lost', { role, problem: error.message }),
  )
  // The pool takes its listener away while a connection is lent: the borrower hears of the loss through its query.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

function sessionOptions(role: string, searchPath: string): string {
  const settings = {
    role,
    search_path: searchPath,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    lock_timeout: 1_500,
    timezone: 'UTC',
    ...lookUps,
    ...keptPlans,
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}
