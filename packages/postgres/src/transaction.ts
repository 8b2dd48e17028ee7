import { AsyncLocalStorage } from 'node:async_hooks'
import { type EventType, newId, type ScheduledJob, type Sql, type Statement, type Tx } from '@rialto/core'
import type { Pool, PoolClient, QueryResult } from 'pg'
import { isPlainRead, readInLane } from './read-lane.ts'
import { type Call, isPrepared, sendPair, sendStatement } from './send-statement.ts'
import { statement } from './statement.ts'
import { withConnection } from './with-connection.ts'

const openTransactions = new AsyncLocalStorage<true>()

const begin = statement('rialto_begin', 'begin')
const commit = statement('rialto_commit', 'commit')
const setTenant = statement('rialto_set_tenant', `select set_config('rialto.tenant', $1, true)`)
const setTenantAndPlan = statement(
  'rialto_set_tenant_and_plan',
  `select set_config('rialto.tenant', $1, true), set_config('plan_cache_mode', 'auto', true)`,
)
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

/**
 * Single statements: the tenant and the statement leave together, and are one transaction. Plain reads share their round
 * trip with those of other requests.
 */
export function tenantSql(scope: Scope): Sql {
  return {
    query: async <R>(wanted: Statement, values: readonly unknown[] = []) => {
      const call = { statement: wanted, values }
      const settings = settingsOf(scope, wanted)
      const alone = (client: PoolClient) => sendAlone(client, settings, call)
      const answer = isPlainRead(wanted)
        ? await readInLane(scope.pool, { tenant: scope.tenant, settings, call, alone })
        : await withConnection(scope.pool, alone)
      return answer.rows as R[]
    },
  }
}

/** What precedes a statement: whose rows it sees, and for one that is planned by its values, that it is. */
function settingsOf(scope: Scope, wanted: Statement): Call {
  return { statement: wanted.plan === 'by values' ? setTenantAndPlan : setTenant, values: [scope.tenant] }
}

/** On a new connection the tenant's statement is not known yet: then a whole transaction makes it known. */
function sendAlone(client: PoolClient, settings: Call, call: Call): Promise<QueryResult> {
  return isPrepared(client, settings.statement)
    ? sendPair(client, settings, call)
    : sendWithin(client, settings, call)
}

/** One statement in a transaction that is written out, in one round trip. */
async function sendWithin(client: PoolClient, settings: Call, call: Call): Promise<QueryResult> {
  const sent = await Promise.allSettled([
    sendStatement(client, begin, []),
    sendStatement(client, settings.statement, settings.values),
    sendStatement(client, call.statement, call.values),
    sendStatement(client, commit, []),
  ])
  for (const one of sent) if (one.status === 'rejected') throw one.reason
  return (sent[2] as PromiseFulfilledResult<QueryResult>).value
}

/** A transaction of this package: it can also send what nobody waits for. */
export type OpenTx = Tx & {
  /** Sends a statement whose answer nobody needs before the commit; its failure fails the transaction. */
  send(wanted: Statement, values: readonly unknown[]): void
}

/**
 * Runs work in one transaction of the tenant. BEGIN and the tenant's setting leave together with the first statement,
 * what was published last leaves together with COMMIT. When the work throws, everything is undone and the error goes
 * on; when `keeps` says no to its value, everything is undone too, and the value is given.
 */
export async function transact<T>(
  scope: Scope,
  work: (tx: OpenTx) => Promise<T>,
  keeps: (value: T) => boolean = () => true,
): Promise<T> {
  const client = await scope.pool.connect()
  const behind: Promise<unknown>[] = []
  const send = (wanted: Statement, values: readonly unknown[]) => {
    const sent = run(client, wanted, values)
    // Its failure is told when the work is over: PostgreSQL refuses all that follows it in this transaction.
    sent.catch(() => {})
    behind.push(sent)
  }
  send(begin, [])
  send(setTenant, [scope.tenant])
  let broken = false
  try {
    const value = await openTransactions.run(true, () => work(openTx({ client, scope, send })))
    if (keeps(value)) await commitAll(client, behind)
    else broken = await rollback(client)
    return value
  } catch (error) {
    broken = await rollback(client)
    throw await causeOf(error, behind)
  } finally {
    client.release(broken)
  }
}

function openTx({ client, scope, send }: { client: PoolClient; scope: Scope; send: OpenTx['send'] }): OpenTx {
  return {
    send,
    query: <R>(wanted: Statement, values: readonly unknown[] = []) =>
      run(client, wanted, values) as Promise<R[]>,
    publish: async <Data>(event: EventType<Data>, subject: string, data: Data) => {
      send(insertOutbox, [newId(), event.type, subject, JSON.stringify(data), scope.traceparent])
    },
    schedule: async (job: ScheduledJob) => {
      send(insertJob, [newId(), job.kind, job.key, job.dueInSeconds, JSON.stringify(job.data)])
    },
    // Heard only by the runtime, around the transactions of audited endpoints.
    changed: () => {},
  }
}

async function run(client: PoolClient, wanted: Statement, values: readonly unknown[]): Promise<unknown[]> {
  const result = await sendStatement(client, wanted, values)
  return result.rows
}

/** PostgreSQL answers a COMMIT after a failed statement with ROLLBACK, as if all were well: nothing must go on then. */
async function commitAll(client: PoolClient, behind: readonly Promise<unknown>[]): Promise<void> {
  const committed = sendStatement(client, commit, [])
  const [result] = await Promise.all([committed, ...behind])
  if (result.command !== 'COMMIT')
    throw new Error('A failed statement was ignored, so the transaction was rolled back')
}

const abortedCode = '25P02'

/** A statement that nobody waited for may have failed first; all that followed only heard that the transaction is aborted. */
async function causeOf(error: unknown, behind: readonly Promise<unknown>[]): Promise<unknown> {
  if ((error as { code?: string }).code !== abortedCode) return error
  const ends = await Promise.allSettled(behind)
  const failed = ends.find((end) => end.status === 'rejected' && end.reason?.code !== abortedCode)
  return failed?.status === 'rejected' ? failed.reason : error
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
