import type { Statement } from '@rialto/core'
import pg, { type Pool, type PoolClient, type QueryResult } from 'pg'
import { classifySqlError } from './sql-errors.ts'
import { statement } from './statement.ts'

/** The part of the driver's protocol object that is used here. */
type Wire = {
  readonly parsedStatements: Readonly<Record<string, string>>
  bind(part: { statement: string; values: unknown[]; valueMapper?: (value: unknown) => unknown }): void
  describe(part: { type: 'P'; name: string }): void
  execute(part: { portal: string; rows?: number }): void
}

/** What the driver reads of a query, besides what its types tell. */
type NamedQuery = InstanceType<typeof pg.Query> & { name: string; prepare(wire: Wire): void }

export type Call = { readonly statement: Statement; readonly values: readonly unknown[] }

/**
 * Sends a named statement. The driver would copy a configuration object with all its property descriptors for each
 * query; a query that is made here is taken as it is.
 */
export function sendStatement(
  client: Pick<PoolClient, 'query'>,
  wanted: Statement,
  values: readonly unknown[],
): Promise<QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(queryOf({ statement: wanted, values }, ([answer]) => resolve(answer as QueryResult), reject))
  })
}

/**
 * Sends statements that PostgreSQL runs as one: without BEGIN and COMMIT around them they are one transaction, and they
 * are answered together. All but the last must be prepared on this connection already.
 */
export function sendTogether(
  client: Pick<PoolClient, 'query'>,
  calls: readonly [Call, ...Call[]],
): Promise<QueryResult[]> {
  return new Promise((resolve, reject) => {
    const last = calls.at(-1) as Call
    const query = queryOf(last, (answers) => resolve(answers), reject)
    const prepareLast = query.prepare
    query.prepare = (wire) => {
      for (const { statement: earlier, values } of calls.slice(0, -1)) {
        wire.bind({ statement: earlier.name, values: values as unknown[] })
        wire.describe({ type: 'P', name: '' })
        wire.execute({ portal: '' })
      }
      prepareLast.call(query, wire)
    }
    client.query(query)
  })
}

/** Two statements as one; the answer is the second's. */
export async function sendPair(
  client: Pick<PoolClient, 'query'>,
  first: Call,
  second: Call,
): Promise<QueryResult> {
  const answers = await sendTogether(client, [first, second])
  return answers.at(-1) as QueryResult
}

const keepPlans = statement(
  'rialto_keep_plans',
  `select set_config('plan_cache_mode', 'force_generic_plan', true)`,
)

/** One statement whose plan, and those of the functions it calls, are made once for the connection. */
export async function sendKeepingPlans(pool: Pool, call: Call): Promise<QueryResult> {
  const client = await pool.connect()
  try {
    // A setting alone is gone with its own transaction; it is sent once to be prepared.
    if (!isPrepared(client, keepPlans)) await sendStatement(client, keepPlans, [])
    const answer = await sendPair(client, { statement: keepPlans, values: [] }, call)
    client.release()
    return answer
  } catch (error) {
    client.release(classifySqlError(error) === 'lost')
    throw error
  }
}

/** Whether this connection knows the statement, so that it can be the first of a pair. */
export function isPrepared(client: PoolClient, wanted: Statement): boolean {
  const { connection } = client as unknown as { connection: Wire }
  return connection.parsedStatements[wanted.name] !== undefined
}

function queryOf(
  { statement, values }: Call,
  resolve: (results: QueryResult[]) => void,
  reject: (error: Error) => void,
): NamedQuery {
  const query = new pg.Query(statement.text, values as unknown[], (error, answer) => {
    if (error) return reject(error)
    const results = answer as unknown as QueryResult | QueryResult[]
    resolve(Array.isArray(results) ? results : [results])
  }) as NamedQuery
  query.name = statement.name
  return query
}
