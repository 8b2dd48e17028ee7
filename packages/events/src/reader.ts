import { createHash } from 'node:crypto'
import type { PublishedEvent, Statement } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Connection } from './connection.ts'

/**
 * How far a reader has come (PgQ's rule, spine 9). Everything visible in `seen` is done; what is visible in `target`
 * and not in `seen` is the window being read, in the order of positions, and of it everything up to `pos` is done.
 *
 * A position is drawn before its commit, so "greater than the last position" loses events of slow commits. Ordering by
 * transaction id inverts a stream whose second writer began first and waited. Snapshots do neither: a window holds what
 * was committed between two moments, and within a stream the position is drawn under the stream's lock.
 */
export type Cursor = { readonly seen: string; readonly target: string; readonly pos: bigint }

export type ReadEvent = { readonly pos: bigint; readonly event: PublishedEvent }

export type Batch = { readonly events: readonly ReadEvent[]; readonly next: Cursor }

/** The cursor of a reader that has read nothing: no transaction is visible in it. */
export const cursorAtStart: Cursor = { seen: '1:1:', target: '1:1:', pos: 0n }

/**
 * What the planner may do on the reader's connection. A plan made while the table was empty would otherwise keep its
 * sequential scan for ever; and with the sort disabled a long window is read along the positions, not sorted each time.
 */
export const readerSettings = {
  enable_seqscan: 'off',
  enable_sort: 'off',
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
  // For the fence: it must be on disk, whatever the server's default is.
  synchronous_commit: 'on',
}

/** A row of a source. */
export type EventRow = {
  tenant_id: string
  pos: bigint
  id: string
  type: string
  subject: string
  data: unknown
  at: Date
  traceparent: string | null
}

/** Whether the window is read to its end, so that a new target is needed. */
export function isExhausted(cursor: Cursor): boolean {
  return cursor.seen === cursor.target
}

/** Reads the next events of the window, and says where the cursor stands when they are done. */
export async function readBatch(
  connection: Pick<Connection, 'query'>,
  source: string,
  read: { cursor: Cursor; eventsMax: number },
): Promise<Batch> {
  const { cursor, eventsMax } = read
  const rows = await connection.query<EventRow>(windowStatement(source, cursor.pos > 0n), [
    cursor.seen,
    cursor.target,
    cursor.pos.toString(),
    eventsMax,
  ])
  return batchOf(rows, read)
}

/** What rows of a window mean: its events in their order, and where the cursor stands when they are done. */
export function batchOf(
  rows: readonly EventRow[],
  { cursor, eventsMax }: { cursor: Cursor; eventsMax: number },
): Batch {
  const events = rows.map((row) => ({ pos: row.pos, event: toEvent(row) }))
  const last = events.at(-1)
  const isFull = last !== undefined && events.length >= eventsMax
  return { events, next: isFull ? { ...cursor, pos: last.pos } : finished(cursor) }
}

function finished(cursor: Cursor): Cursor {
  return { seen: cursor.target, target: cursor.target, pos: 0n }
}

/**
 * The first batch of a window finds its rows by transaction id: few, wherever they lie. When it was full, the rest of a
 * long window is found along the positions. `pos + 0` keeps the planner from taking the index of positions for the
 * first: from position 0 that would read the whole table.
 */
export function windowStatement(source: string, isLong: boolean): Statement {
  const position = isLong ? 'o.pos' : 'o.pos + 0'
  return statement(
    `rialto_read_${isLong ? 'on' : 'first'}_${fingerprint(source)}`,
    `select o.tenant_id, o.pos, o.id, o.type, o.subject, o.data, o.at, o.traceparent from ${quoted(source)} o
     where o.xid >= pg_snapshot_xmin($1::pg_snapshot) and o.xid < pg_snapshot_xmax($2::pg_snapshot)
       and pg_visible_in_snapshot(o.xid, $2::pg_snapshot) and not pg_visible_in_snapshot(o.xid, $1::pg_snapshot)
       and ${position} > $3
     order by ${position} limit $4`,
  )
}

/** The SQL condition for rows `o` that a cursor row `c` has not passed yet. */
export function unreadCondition(seen: string, target: string, pos: string): string {
  return `o.xid >= pg_snapshot_xmin(${seen}::pg_snapshot) and not pg_visible_in_snapshot(o.xid, ${seen}::pg_snapshot)
    and not (pg_visible_in_snapshot(o.xid, ${target}::pg_snapshot) and o.pos <= ${pos})`
}

const findSource = statement(
  'rialto_find_source',
  `select c.relkind = 'v' and coalesce(not 'security_invoker=true' = any(c.reloptions), true) as is_blind
   from pg_class c where c.oid = to_regclass($1)`,
)

/** Refuses a source that would look empty: a missing one, and a view that reads with the rights of its owner. */
export async function checkSource(connection: Pick<Connection, 'query'>, source: string): Promise<void> {
  const [found] = await connection.query<{ is_blind: boolean }>(findSource, [quoted(source)])
  if (!found) throw new Error(`The event source ${source} does not exist in this database`)
  if (found.is_blind) {
    throw new Error(
      `The view ${source} needs "with (security_invoker = true)": row-level security hides every event from its owner`,
    )
  }
}

/** A relation's name as it may stand in a statement. */
export function quoted(source: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(source)) throw new Error(`${source} is no name of an event source`)
  return `"${source}"`
}

function toEvent(row: EventRow): PublishedEvent {
  return {
    id: row.id,
    source: `/${row.type.split('.', 1)[0]}`,
    type: row.type,
    subject: row.subject,
    time: row.at.toISOString(),
    tenant: row.tenant_id,
    data: row.data,
    traceparent: row.traceparent,
  }
}

/** A short name for a text, as part of the name of a statement. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
