import type { Statement } from '@rialto/core'
import { classifySqlError, type Database } from '@rialto/postgres'

/** A connection that one part of the process keeps for itself: it holds locks, or has settings of its own. */
export type Connection = {
  query<R>(statement: Statement, values?: readonly unknown[]): Promise<R[]>
  /** Aborted when the connection is closed, by us or because the server is gone. Whatever was known through this connection is then stale. */
  readonly lost: AbortSignal
  close(): void
}

/** Takes a connection out of the system pool until `close`. */
export async function openConnection(
  database: Database,
  settings: Readonly<Record<string, string>>,
): Promise<Connection> {
  const client = await database.system.connect()
  const lost = new AbortController()
  const close = () => {
    if (lost.signal.aborted) return
    lost.abort()
    // Destroyed, not given back: its settings and locks must not reach the next user of the pool.
    client.release(true)
  }
  client.on('error', close)
  client.on('end', close)
  const query = async <R>(statement: Statement, values: readonly unknown[] = []) => {
    try {
      const answer = await client.query({ ...statement, values: values as unknown[] })
      return answer.rows as R[]
    } catch (error) {
      if (classifySqlError(error) === 'lost') close()
      throw error
    }
  }
  try {
    await client.query(
      'select set_config(name, value, false) from json_each_text($1::json) as s(name, value)',
      [JSON.stringify(settings)],
    )
  } catch (error) {
    close()
    throw error
  }
  return { query, lost: lost.signal, close }
}
