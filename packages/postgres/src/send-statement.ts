import type { Statement } from '@rialto/core'
import pg, { type PoolClient, type QueryResult } from 'pg'

/** The part of the driver's protocol object that is used here. */
type Wire = {
  readonly parsedStatements: Readonly<Record<string, string>>
  bind(part: { statement: string; values: unknown[] }): void
  describe(part: { type: 'P'; name: string }): void
  execute(part: { portal: string; rows?: number }): void
}

/** What the driver reads of a query, besides what its types tell. */
type NamedQuery = InstanceType<typeof pg.Query> & { name: string; prepare(wire: Wire): void }

/** How the driver writes a value: arrays and objects become text. Its types do not tell of it. */
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils

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
    // All values first: one that cannot be written must not leave half of the statements on the wire, where their
    // answers would be taken for those of whoever is next.
    const written = calls.map(({ statement, values }) => ({ statement, values: values.map(prepareValue) }))
    const query = queryOf(written.at(-1) as Call, (answers) => resolve(answers), reject)
    const prepareLast = query.prepare
    query.prepare = (wire) => {
      for (const { statement: earlier, values } of written.slice(0, -1)) {
        wire.bind({ statement: earlier.name, values })
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
