import pg from 'pg'
import { testDatabase } from './database.ts'

const accounts = 100_000

const makeTables = [
  `create table pgbench_accounts (aid integer primary key, bid integer not null, abalance integer not null, filler char(84))
   with (fillfactor = 100)`,
  'create table pgbench_history (tid integer, bid integer, aid integer, delta integer, mtime timestamp, filler char(22))',
  `insert into pgbench_accounts select n, 1, 0, '' from generate_series(1, ${accounts}) n`,
  'vacuum analyze pgbench_accounts',
]

/**
 * The yardstick of a writing bench: the transaction of pgbench's simple-update (one update, one select, one insert of
 * rows that nobody fights for), by so many clients through `pg` on a database beside the bench's own.
 */
export async function simpleUpdatesPerSecond(options: { clients: number; seconds: number }): Promise<number> {
  return withPlainDatabase(options.clients, async (clients) => {
    const startedAt = performance.now()
    const end = startedAt + options.seconds * 1_000
    let transactions = 0
    const run = async (client: pg.Client) => {
      while (performance.now() < end) {
        await simpleUpdate(client)
        transactions += 1
      }
    }
    await Promise.all(clients.map(run))
    return (transactions * 1_000) / (performance.now() - startedAt)
  })
}

async function simpleUpdate(client: pg.Client): Promise<void> {
  const aid = 1 + Math.floor(Math.random() * accounts)
  const delta = Math.floor(Math.random() * 10_001) - 5_000
  await client.query({ name: 'begin', text: 'begin' })
  await client.query({
    name: 'update',
    text: 'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
    values: [delta, aid],
  })
  await client.query({
    name: 'select',
    text: 'select abalance from pgbench_accounts where aid = $1',
    values: [aid],
  })
  await client.query({
    name: 'insert',
    text: 'insert into pgbench_history (tid, bid, aid, delta, mtime) values (1, 1, $1, $2, current_timestamp)',
    values: [aid, delta],
  })
  await client.query({ name: 'commit', text: 'commit' })
}

/** The yardstick of an import: the same rows, as they are, written to one table, so many in a statement. */
export async function plainInsertsPerSecond(rows: readonly unknown[], rowsEach = 100): Promise<number> {
  return withPlainDatabase(1, async ([client]) => {
    await client?.query(
      'create table yardstick_row (id bigint generated always as identity primary key, data jsonb not null)',
    )
    const startedAt = performance.now()
    for (let at = 0; at < rows.length; at += rowsEach) {
      await client?.query({
        name: 'insert',
        text: 'insert into yardstick_row (data) select row from jsonb_array_elements($1) row',
        values: [JSON.stringify(rows.slice(at, at + rowsEach))],
      })
    }
    return (rows.length * 1_000) / (performance.now() - startedAt)
  })
}

async function withPlainDatabase<T>(count: number, work: (clients: pg.Client[]) => Promise<T>): Promise<T> {
  const database = await testDatabase()
  const clients = Array.from(
    { length: count },
    () => new pg.Client({ connectionString: database.url, application_name: 'rialto-yardstick' }),
  )
  try {
    for (const client of clients) {
      await client.connect()
      await client.query('set role rialto_owner')
      await client.query('set search_path = rialto, public')
    }
    for (const statement of makeTables) await clients[0]?.query(statement)
    return await work(clients)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
    await database.drop()
  }
}
