import { AsyncLocalStorage } from 'node:async_hooks'
import { type EventType, newId, type ScheduledJob, type Sql, type Statement, type Tx } from '@rialto/core'
import type { Pool, PoolClient } from 'pg'
import { statement } from './statement.ts'

const openTransactions = new AsyncLocalStorage<true>()

const begin = statement('rialto_begin', 'begin')
const commit = statement('rialto_commit', 'commit')
const setTenant = statement('rialto_set_tenant', `select set_config('rialto.tenant', $1, true)`)
const insertOutbox = statement(
  'rialto_insert_outbox',
  `insert into rialto_outbox (tenant_id, id, type, subject, data, traceparent) values (tenant(), $1, $2, $3, $4, $5)`,
)
const insertJob = statement(
  'rialto_insert_job',
  `insert into rialto_job (tenant_id, id, kind, key, due_at, data)
   values (tenant(), $1, $2, $3, database_clock() + make_interval(secs => $4), $5)
   on conflict (tenant_id, kind, key) do nothing`,
)

export type Scope = { readonly pool: Pool; readonly tenant: string; readonly traceparent: string }

/** Whether the code runs inside a transaction: then it must not call other services (spine 13). */
export function insideTransaction(): boolean {
  return openTransactions.getStore() === true
}

/** Single statements: BEGIN, tenant, statement and COMMIT leave in one round trip. */
export function tenantSql(scope: Scope): Sql {
  return {
    query: async <R>(wanted: Statement, values: readonly unknown[] = []) => {
      const client = await scope.pool.connect()
      const sent = Promise.allSettled([
        run(client, begin, []),
        run(client, setTenant, [scope.tenant]),
        run(client, wanted, values),
        run(client, commit, []),
      ])
      const [began, , answer, committed] = await sent
      release(client, [began, committed])
      if (answer.status === 'rejected') throw answer.reason
      if (committed.status === 'rejected') throw committed.reason
      return answer.value as R[]
    },
  }
}

/**
 * Runs work in one transaction of the tenant. BEGIN and the tenant's setting leave together with the first statement.
 * When the work throws, everything is undone and the error goes on.
 */
export async function transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await scope.pool.connect()
  const opened = Promise.allSettled([run(client, begin, []), run(client, setTenant, [scope.tenant])])
  let broken = false
  try {
    const value = await openTransactions.run(true, () => work(openTx(client, scope)))
    const [began, named] = await opened
    if (began.status === 'rejected') throw began.reason
    if (named.status === 'rejected') throw named.reason
    await commitAll(client)
    return value
  } catch (error) {
    broken = await rollback(client)
    throw error
  } finally {
    await opened
    client.release(broken)
  }
}

function openTx(client: PoolClient, scope: Scope): Tx {
  const query = <R>(wanted: Statement, values: readonly unknown[] = []) =>
    run(client, wanted, values) as Promise<R[]>
  return {
    query,
    publish: async <Data>(event: EventType<Data>, subject: string, data: Data) => {
      await query(insertOutbox, [newId(), event.type, subject, JSON.stringify(data), scope.traceparent])
    },
    schedule: async (job: ScheduledJob) => {
      await query(insertJob, [newId(), job.kind, job.key, job.dueInSeconds, JSON.stringify(job.data)])
    },
    // Heard only by the runtime, around the transactions of audited endpoints.
    changed: () => {},
  }
}

async function run(client: PoolClient, wanted: Statement, values: readonly unknown[]): Promise<unknown[]> {
  const result = await client.query({ name: wanted.name, text: wanted.text, values: values as unknown[] })
  return result.rows
}

/** PostgreSQL answers a COMMIT after a failed statement with ROLLBACK, as if all were well: nothing must go on then. */
async function commitAll(client: PoolClient): Promise<void> {
  const result = await client.query({ name: commit.name, text: commit.text })
  if (result.command !== 'COMMIT')
    throw new Error('A failed statement was ignored, so the transaction was rolled back')
}

/** True when the connection cannot be used again. */
async function rollback(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return false
  } catch {
    // The connection died with its transaction; the first error says why, and the pool drops the connection.
    return true
  }
}

function release(client: PoolClient, ends: readonly PromiseSettledResult<unknown>[]): void {
  client.release(ends.some((one) => one.status === 'rejected'))
}
