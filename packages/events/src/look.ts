import type { Statement } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Connection } from './connection.ts'
import { type Batch, batchOf, type EventRow, fingerprint, quoted } from './reader.ts'

/** What became visible in all sources since a snapshot, read in one round trip. */
export type LogLook = {
  readonly now: string
  /** The first batch of the window from the older snapshot to this one, for each source. */
  readonly batches: ReadonlyMap<string, Batch>
}

type LookRow = EventRow & { number: number; now: string | null }

/**
 * The present snapshot, and of each source what it shows and the older one did not. All of it is one statement, so it
 * has one snapshot: the rows are exactly those of the window that ends with it. While nothing was written at all, no
 * source is touched.
 */
export function lookStatement(sources: readonly string[]): Statement {
  const columns = 'o.tenant_id, o.pos, o.id, o.type, o.subject, o.data, o.at, o.traceparent'
  const parts = sources.map(
    (source, index) => `union all (
     select ${index + 1}, null, ${columns} from ${quoted(source)} o
     where pg_current_snapshot()::text <> $3::text
       and o.xid >= pg_snapshot_xmin($1::pg_snapshot) and o.xid < pg_snapshot_xmax(pg_current_snapshot())
       and pg_visible_in_snapshot(o.xid, pg_current_snapshot()) and not pg_visible_in_snapshot(o.xid, $1::pg_snapshot)
     order by o.pos + 0 limit $2)`,
  )
  return statement(
    `rialto_look_${fingerprint(sources.join(' '))}`,
    `select 0 as number, pg_current_snapshot()::text as now, null::uuid as tenant_id, null::bigint as pos,
       null::uuid as id, null::text as type, null::text as subject, null::jsonb as data, null::timestamptz as at,
       null::text as traceparent
     where $2::int > 0 and $1::pg_snapshot is not null and $3::text is not null
     ${parts.join('\n     ')}`,
  )
}

/** Takes one look at a log. */
export async function lookAtLog(
  connection: Pick<Connection, 'query'>,
  wanted: { statement: Statement; sources: readonly string[]; seen: string; eventsMax: number },
): Promise<LogLook> {
  const { sources, seen, eventsMax } = wanted
  const rows = await connection.query<LookRow>(wanted.statement, [seen, eventsMax, seen])
  const now = rows.find((row) => row.number === 0)?.now
  if (!now) throw new Error('The event log gave no snapshot')
  const cursor = { seen, target: now, pos: 0n }
  const batches = sources.map((source, index) => {
    const own = rows.filter((row) => row.number === index + 1)
    own.sort((one, other) => Number(one.pos - other.pos))
    return [source, batchOf(own, { cursor, eventsMax })] as const
  })
  return { now, batches: new Map(batches) }
}
