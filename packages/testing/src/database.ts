import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '@rialto/core'
import { type Database, type MigrationSource, migrate, openDatabase, schemaHash } from '@rialto/postgres'
import { startEmbeddedPostgres } from '@rialto/postgres/embedded'
import pg from 'pg'
import {
  addressOf,
  type Cluster,
  clusterOptions,
  connectionsOf,
  findCluster,
  isAlive,
  runningCluster,
  withdraw,
} from './database/cluster.ts'

const testPoolMax = 8
const stopSecondsMax = 30

/** A migrated database of its own for one test file. */
export type TestDatabase = {
  readonly url: string
  readonly database: Database
  /** Opens the same database again, as another process would. */
  open(applicationName?: string): Database
  /** Closes all pools that were opened here and removes the database. */
  drop(): Promise<void>
}

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/**
 * Makes a database with the tables of the services, cloned from a template that is migrated once per schema. The
 * cluster behind it is started by the first caller and stops by itself when nobody has been connected for a while.
 */
export async function testDatabase(
  options: { services?: readonly MigrationSource[]; log?: Log } = {},
): Promise<TestDatabase> {
  const cluster = await runningCluster()
  const template = await ensureTemplate(cluster, options.services ?? [])
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(cluster, (client) =>
    client.query(`create database ${name} template ${template} strategy wal_log owner rialto_owner`),
  )
  const url = addressOf(cluster.loginUrl, name)
  const opened: Database[] = []
  const open = (applicationName = 'rialto-test') => {
    const database = openDatabase({
      url,
      poolMax: testPoolMax,
      applicationName,
      log: options.log ?? quiet,
    })
    const once = { ...database, close: onlyOnce(database.close) }
    opened.push(once)
    return once
  }
  return {
    url,
    database: open(),
    open,
    drop: async () => {
      await Promise.all(opened.map((database) => database.close()))
      await asAdmin(cluster, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** Stops the cluster, unless another test run uses it: then it stops by itself when that is over. */
export async function stopTestCluster(): Promise<void> {
  const cluster = await findCluster()
  if (!cluster || (await connectionsOf(cluster)) > 0) return
  if (!isAlive(cluster.keeperPid)) {
    await withdraw()
    return (await startEmbeddedPostgres(clusterOptions)).stop()
  }
  process.kill(cluster.keeperPid, 'SIGTERM')
  const until = Date.now() + stopSecondsMax * 1000
  while (isAlive(cluster.keeperPid) && Date.now() < until) await pause(20)
}

/** A template is renamed to its final name when it is whole: a process killed half way leaves nothing that is used. */
async function ensureTemplate(cluster: Cluster, services: readonly MigrationSource[]): Promise<string> {
  const name = `template_2_${await schemaHash(services)}`
  const unfinished = `${name}_new`
  await asAdmin(cluster, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const known = await client.query('select from pg_database where datname = $1', [name])
    if (known.rowCount === 1) return
    await client.query(`drop database if exists ${unfinished} with (force)`)
    await client.query(`create database ${unfinished} strategy wal_log owner rialto_owner`)
    await createExtensions(addressOf(cluster.adminUrl, unfinished))
    await migrate(addressOf(cluster.loginUrl, unfinished), services)
    await client.query(`alter database ${unfinished} rename to ${name}`)
  })
  return name
}

/** What every database of Rialto has before its first migration; only a superuser may make it. */
async function createExtensions(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const name of ['ltree', 'pg_trgm', 'unaccent'])
      await client.query(`create extension if not exists ${name}`)
  } finally {
    await client.end()
  }
}

async function asAdmin<T>(cluster: Cluster, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster.adminUrl, application_name: 'rialto-test-admin' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function onlyOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined
  return () => {
    closing ??= close()
    return closing
  }
}
