import type { Log } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import { retiredMark } from '../history/explain.ts'
import { quoted, unreadCondition } from '../reader.ts'
import type { Horizon } from './horizon.ts'

type Late = { reader: string; seen: string; target: string; pos: bigint }

const startedOnly = '1:1:'

const findLate = statement(
  'rialto_find_late_readers',
  `select reader, seen::text, target::text, pos from rialto_cursor
   where source = $1 and generation = $2 and seen::text <> $4 and pg_snapshot_xmin(seen) < $3::text::xid8`,
)
const moveUp = statement(
  'rialto_move_reader_up',
  `update rialto_cursor
   set seen = ($3::text || ':' || $3::text || ':')::pg_snapshot, target = ($3::text || ':' || $3::text || ':')::pg_snapshot,
     pos = 0
   where reader = $1 and source = $2 and seen::text = $4`,
)
const retireReader = statement(
  'rialto_retire_reader',
  `update rialto_cursor set generation = $3 || generation, version = version + 1
   where reader = $1 and source = $2 and seen::text = $4 returning reader`,
)

/**
 * Retires the readers of a database that have not read everything behind a horizon: they stop with an alarm, and what
 * they miss is deleted. One that has read it all, on a source where nothing happens, is moved up instead: its saved
 * cursor is old only because an empty window is not worth a write.
 */
export async function retireLate(options: {
  database: Database
  eventLog: Database
  horizon: Horizon
  log: Log
}): Promise<string[]> {
  const { database, eventLog, horizon } = options
  const { source, generation, before } = horizon
  const values = [source, generation, before, startedOnly]
  const late = await database.system.query<Late>({ ...findLate, values })
  const retired: string[] = []
  for (const { reader, seen, target, pos } of late.rows) {
    const unread = await eventLog.system.query(
      `select from ${quoted(source)} o where ${unreadCondition('$1', '$2', '$3')} and o.xid < $4::text::xid8 limit 1`,
      [seen, target, pos.toString(), before],
    )
    if (unread.rowCount === 0) {
      await database.system.query({ ...moveUp, values: [reader, source, before, seen] })
      continue
    }
    const gone = await database.system.query({ ...retireReader, values: [reader, source, retiredMark, seen] })
    if (gone.rowCount === 0) continue
    retired.push(reader)
    options.log.error('a reader of events stayed behind and was retired: what it did not read is deleted', {
      op: reader,
      source,
      fix: `rebuild what it makes, then run "rialto outbox rebase --reader '${reader}'"`,
    })
  }
  return retired
}
