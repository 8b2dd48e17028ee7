import type { Sql, Tx } from '@rialto/core'
import { bothWays } from './both-ways.ts'
import { statement } from './statement.ts'

/** What is written of one change. `given` and `changes` hold no personal data in clear. */
export type AuditEntry = {
  readonly service: string
  readonly endpoint: string
  readonly actorKind: string
  readonly actorId: string
  readonly actorRole: string | null
  readonly vendorId: string | null
  /** Ids of the things that were changed. */
  readonly subjects: readonly string[]
  /** `done`, or the code of the refusal. */
  readonly outcome: string
  readonly traceId: string
  readonly given: unknown
  readonly changes: unknown
}

const appendSql = statement('rialto_append_audit', 'select rialto_append_audit_v1($1, $2)')

/**
 * Adds an entry to the marketplace's chain, in the transaction of the change and as its last statement. A transaction
 * that wrote nothing gets none, unless `isWantedAnyway`: a refusal changes nothing, and is still worth an entry.
 */
export async function appendAudit(tx: Tx, entry: AuditEntry, isWantedAnyway = false): Promise<void> {
  await tx.query(appendSql, [JSON.stringify(entry), isWantedAnyway])
}

export type AuditFilter = {
  readonly service: string
  readonly actorId: string | null
  readonly subject: string | null
  readonly endpoint: string | null
  /** A day of UTC, as `2026-11-20`. */
  readonly day: string | null
  /** Only entries before this one. */
  readonly beforeId: string
  /** Only entries after this one, the oldest first; null for the newest first. */
  readonly afterId: string | null
  readonly limit: number
}

export type AuditRow = AuditEntry & { readonly id: string; readonly seq: number; readonly at: Date }

const listSql = bothWays(
  'rialto_list_audit',
  (
    order,
  ) => `select a.id, a.seq::float8 as seq, a.at, a.service, a.endpoint, a.actor_kind as "actorKind", a.actor_id as "actorId",
     a.actor_role as "actorRole", a.vendor_id as "vendorId", a.subjects, a.outcome, a.trace_id as "traceId", a.given,
     a.changes
   from rialto_audit a
   where a.tenant_id = tenant() and a.service = $1 and ($2::text is null or a.actor_id = $2)
     and ($3::text is null or a.id in (
       select s.entry_id from rialto_audit_subject s where s.tenant_id = tenant() and s.subject = $3))
     and ($4::text is null or a.endpoint = $4)
     and ($5::date is null or (a.at >= $5::date::timestamp at time zone 'UTC'
       and a.at < ($5::date + 1)::timestamp at time zone 'UTC'))
     and a.id < $6 and ($8::uuid is null or a.id > $8)
   order by a.id ${order} limit $7`,
)

/** The entries of one service in this database. */
export function listAudit(sql: Sql, filter: AuditFilter): Promise<AuditRow[]> {
  const { service, actorId, subject, endpoint, day, beforeId, afterId, limit } = filter
  const values = [service, actorId, subject, endpoint, day, beforeId, limit, afterId]
  return sql.query<AuditRow>(listSql[afterId === null ? 'desc' : 'asc'], values)
}

const verifySql = statement(
  'rialto_verify_audit',
  `select checked, last_seq::float8 as "lastSeq", broken_seq::float8 as "brokenSeq", is_end as "isEnd"
   from rialto_verify_audit_v1($1, $2)`,
)
const rowsAtOnce = 5_000

type Piece = { checked: number; lastSeq: number; brokenSeq: number | null; isEnd: boolean }

/**
 * Reads the marketplace's whole chain in this database. `brokenSeq` is the first entry that is not as it was written,
 * null when all are.
 */
export async function verifyAudit(sql: Sql): Promise<{ entries: number; brokenSeq: number | null }> {
  for (let entries = 0, after = 0; ; ) {
    const [piece] = await sql.query<Piece>(verifySql, [after, rowsAtOnce])
    if (!piece) throw new Error('The check of the audit log answered nothing')
    entries += piece.checked
    if (piece.isEnd) return { entries, brokenSeq: piece.brokenSeq }
    after = piece.lastSeq
  }
}
