import type { PublishedEvent } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import { openConnection } from '../connection.ts'
import { quoted, readBatch, readerSettings, unreadCondition } from '../reader.ts'

const batchEventsMax = 500

/** Two readers of the same events: the one that serves, and the one that is built beside it. */
export type Pair = {
  readonly database: Database
  readonly eventLog: Database
  readonly sources: readonly string[]
  readonly live: string
  readonly beside: string
  readonly types: readonly string[]
}

type CursorRow = { source: string; seen: string; target: string; pos: bigint }

const readCursors = statement(
  'rialto_rebuild_cursors',
  `select source, seen::text, target::text, pos from rialto_cursor where reader = $1 and source = any($2::text[])`,
)
// What the live reader has done and the one beside it has not.
const findMissed = statement(
  'rialto_rebuild_missed',
  `select e.id from unnest($3::uuid[], $4::uuid[]) as e(tenant_id, id)
   where exists (select from rialto_inbox i where i.tenant_id = e.tenant_id and i.consumer = $1 and i.event_id = e.id)
     and not exists (
       select from rialto_inbox i where i.tenant_id = e.tenant_id and i.consumer = $2 and i.event_id = e.id)`,
)

async function cursorsOf(pair: Pair, reader: string): Promise<CursorRow[]> {
  const values = [reader, pair.sources]
  return (await pair.database.system.query<CursorRow>({ ...readCursors, values })).rows
}

/** How many events a reader has not passed, of those that are visible in a snapshot; at most so many are counted. */
export async function countUnread(
  pair: Pair,
  reader: string,
  within: { snapshot?: string; eventsMax: number },
): Promise<number> {
  let count = 0
  for (const { source, seen, target, pos } of await cursorsOf(pair, reader)) {
    const { rows } = await pair.eventLog.system.query<{ unread: number }>(
      `select count(*)::int as unread from (
         select from ${quoted(source)} o where ${unreadCondition('$1', '$2', '$3')}
           and ($4::text is null or pg_visible_in_snapshot(o.xid, $4::text::pg_snapshot)) limit $5) u`,
      [seen, target, pos.toString(), within.snapshot ?? null, within.eventsMax],
    )
    count += rows[0]?.unread ?? 0
  }
  return count
}

/** The events that the live reader has applied and the one beside it has not, in order; undefined when too many. */
export async function missedEvents(pair: Pair, eventsMax: number): Promise<PublishedEvent[] | undefined> {
  const connection = await openConnection(pair.eventLog, readerSettings)
  const unread: PublishedEvent[] = []
  try {
    const { rows } = await pair.eventLog.system.query<{ now: string }>(
      'select pg_current_snapshot()::text as now',
    )
    const now = rows[0]?.now ?? ''
    for (const row of await cursorsOf(pair, pair.beside)) {
      // First the rest of the window that it was in, then all that came later.
      for (const window of [row, { source: row.source, seen: row.target, target: now, pos: 0n }]) {
        for (let cursor = window as Omit<CursorRow, 'source'>; cursor.seen !== cursor.target; ) {
          const batch = await readBatch(connection, row.source, { cursor, eventsMax: batchEventsMax })
          for (const { event } of batch.events) if (pair.types.includes(event.type)) unread.push(event)
          if (unread.length > eventsMax) return undefined
          cursor = batch.next
        }
      }
    }
  } finally {
    connection.close()
  }
  const values = [
    pair.live,
    pair.beside,
    unread.map((event) => event.tenant),
    unread.map((event) => event.id),
  ]
  const missed = await pair.database.system.query<{ id: string }>({ ...findMissed, values })
  const ids = new Set(missed.rows.map((row) => row.id))
  return unread.filter((event) => ids.has(event.id))
}
