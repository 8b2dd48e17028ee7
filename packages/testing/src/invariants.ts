import type { Log } from '@rialto/core'
import { type Database, openDatabase } from '@rialto/postgres'
import type { PoolClient } from 'pg'
import { databaseChecks } from './invariants/databases.ts'
import { eventChecks } from './invariants/events.ts'
import { orderChecks } from './invariants/orders.ts'
import { paymentChecks } from './invariants/payments.ts'
import type { Ask, Check, Reading } from './invariants/reading.ts'
import { stockChecks } from './invariants/stock.ts'

/** Addresses of databases by service name, as a running shape gives them. */
export type DatabaseUrls = Readonly<Record<string, string>>

export type InvariantReport = { readonly check: string; readonly problems: string[] }

const statementSecondsMax = 120
const poolMax = 3

const checks: readonly Check[] = [
  ...stockChecks,
  ...orderChecks,
  ...paymentChecks,
  ...eventChecks,
  ...databaseChecks,
]

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/**
 * Holds the books of an installation against each other (spine 14). To be asked when everything is quiet: between two
 * services an honest order may be half way. Each database is read in one snapshot of its own.
 */
export async function checkInvariants(databaseUrls: DatabaseUrls): Promise<InvariantReport[]> {
  return withDatabases(databaseUrls, async (databases) => {
    const clients = new Map<string, PoolClient>()
    try {
      for (const [url, database] of databases) clients.set(url, await openSnapshot(database))
      const reading = readingOf(databaseUrls, clients)
      const reports: InvariantReport[] = []
      for (const { name, find } of checks) reports.push({ check: name, problems: await find(reading) })
      return reports
    } finally {
      for (const client of clients.values()) client.release(true)
    }
  })
}

/** Opens each database once, however many services share it. */
export async function withDatabases<T>(
  databaseUrls: DatabaseUrls,
  work: (databases: ReadonlyMap<string, Database>) => Promise<T>,
): Promise<T> {
  const databases = new Map<string, Database>()
  for (const url of new Set(Object.values(databaseUrls))) {
    databases.set(url, openDatabase({ url, poolMax, applicationName: 'rialto-invariants', log: quiet }))
  }
  try {
    return await work(databases)
  } finally {
    await Promise.all([...databases.values()].map((database) => database.close()))
  }
}

async function openSnapshot(database: Database): Promise<PoolClient> {
  const client = await database.system.connect()
  await client.query('begin transaction isolation level repeatable read read only')
  await client.query(`set local statement_timeout = '${statementSecondsMax}s'`)
  await client.query('set local idle_in_transaction_session_timeout = 0')
  return client
}

function readingOf(databaseUrls: DatabaseUrls, clients: ReadonlyMap<string, PoolClient>): Reading {
  const asks = new Map<string, Ask>(
    [...clients].map(([url, client]) => [url, async (sql) => (await client.query(sql)).rows]),
  )
  return {
    databases: [...asks.values()],
    of: (service, sql) => {
      const ask = asks.get(databaseUrls[service] ?? '')
      if (!ask) throw new Error(`There is no database of ${service}`)
      return ask(sql)
    },
    everywhere: async <R>(sql: string) => {
      const rows: R[] = []
      for (const ask of asks.values()) rows.push(...(await ask<R>(sql)))
      return rows
    },
  }
}
