import { statement } from '@rialto/postgres'
import type { Connection } from './connection.ts'

/**
 * Positions and transaction ids mean something only in the database that drew them. The generation names it: the
 * cluster (system identifier), its history (timeline: it changes when a standby is promoted or a backup restored to a
 * point in time), and the database (it changes when a database is dropped and loaded again). An unprivileged role may
 * read all three. The timeline is the one being written, not that of the last checkpoint, which is old for a while
 * after a promotion.
 */
export type Generation = { readonly text: string; readonly cluster: string }

const readGeneration = statement(
  'rialto_read_generation',
  `select system_identifier::text as cluster,
     substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) as timeline,
     (select oid::text from pg_database where datname = current_database()) as database
   from pg_control_system()`,
)

/** Thrown when a cursor belongs to another history of the log than the one that is there. */
export class GenerationError extends Error {}

/** The generation of the database behind a connection. */
export async function generationOf(connection: Pick<Connection, 'query'>): Promise<Generation> {
  const [row] = await connection.query<{ cluster: string; timeline: string; database: string }>(
    readGeneration,
  )
  if (!row) throw new Error('The server did not say which cluster it is')
  return { cluster: row.cluster, text: `${row.cluster}-${row.timeline}-${row.database}` }
}
