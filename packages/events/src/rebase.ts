import { type Database, statement } from '@rialto/postgres'
import { generationOf } from './generation.ts'
import { cursorAtStart } from './reader.ts'

const rebaseCursors = statement(
  'rialto_rebase_cursors',
  `update rialto_cursor
   set generation = $3, seen = $4::pg_snapshot, target = $4::pg_snapshot, pos = 0, version = version + 1,
     moved_at = clock_timestamp()
   where reader = $1 and ($2::text is null or source = $2)
   returning source`,
)

/**
 * Binds a reader's cursors to the present generation of its log. From the start, every event that the log still holds
 * is read again and what the inbox (or, for a relay, the log) knows is passed over: nothing is lost and nothing takes
 * effect twice. From the end, the events of before are skipped for good: for a new reaction on an old installation.
 * Returns the sources whose cursors were moved. A running reader starts again from there within seconds.
 */
export async function rebase(options: {
  reader: string
  /** Where the cursors lie. */
  database: Database
  /** What the reader reads. */
  eventLog: Database
  source?: string
  from?: 'start' | 'end'
}): Promise<string[]> {
  const system = options.eventLog.system
  const generation = await generationOf({
    query: async (wanted) => (await system.query({ ...wanted })).rows,
  })
  const now = await system.query<{ now: string }>('select pg_current_snapshot()::text as now')
  const seen = options.from === 'end' ? now.rows[0]?.now : cursorAtStart.seen
  const moved = await options.database.system.query<{ source: string }>({
    ...rebaseCursors,
    values: [options.reader, options.source ?? null, generation.text, seen],
  })
  return moved.rows.map((row) => row.source)
}
