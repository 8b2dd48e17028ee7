import { type Database, statement } from '@rialto/postgres'
import { generationOf } from './generation.ts'
import { cursorAtStart } from './reader.ts'

// Behind the horizon of its source, events may be gone and the inbox may have forgotten them: nobody goes back there.
const rebaseCursors = statement(
  'rialto_rebase_cursors',
  `update rialto_cursor c
   set generation = $3, seen = s.seen::pg_snapshot, target = s.seen::pg_snapshot, pos = 0, version = version + 1,
     moved_at = clock_timestamp()
   from (select coalesce($5::jsonb ->> w.source, $4) as seen, w.source
     from rialto_cursor w where w.reader = $1) s
   where c.reader = $1 and c.source = s.source and ($2::text is null or c.source = $2)
   returning c.source`,
)
const readHorizons = statement(
  'rialto_rebase_horizons',
  `select coalesce(jsonb_object_agg(source, before || ':' || before || ':'), '{}')::text as horizons
   from rialto_horizon where generation = $1`,
)

/**
 * Binds a reader's cursors to the present generation of its log. From the start, every event that the log still keeps
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
  const isFromEnd = options.from === 'end'
  const horizons = await system.query<{ horizons: string }>({ ...readHorizons, values: [generation.text] })
  const moved = await options.database.system.query<{ source: string }>({
    ...rebaseCursors,
    values: [
      options.reader,
      options.source ?? null,
      generation.text,
      isFromEnd ? now.rows[0]?.now : cursorAtStart.seen,
      isFromEnd ? '{}' : horizons.rows[0]?.horizons,
    ],
  })
  return moved.rows.map((row) => row.source)
}
