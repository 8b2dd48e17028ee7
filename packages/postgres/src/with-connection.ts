import type { Pool, PoolClient } from 'pg'
import { classifySqlError } from './sql-errors.ts'

/** Lends a connection for some work. One that was lost is thrown away, not given back. */
export async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    const answer = await work(client)
    client.release()
    return answer
  } catch (error) {
    client.release(classifySqlError(error) === 'lost')
    throw error
  }
}
