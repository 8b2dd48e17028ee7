import type { Sql } from '@rialto/core'
import { deriveId } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { CaseKind, Side } from '../model/match.ts'

const columns = `c.id, c.kind, c.state, c.subject, c.provider_type as "providerType", c.journal_id as "journalId",
  c.order_id as "orderId", t.order_number as "orderNumber", c.day::text, c.amount_here as "amountHere",
  c.fee_here as "feeHere", c.currency_here as "currencyHere", c.amount_there as "amountThere",
  c.fee_there as "feeThere", c.currency_there as "currencyThere", c.found_at as "foundAt", c.closed_at as "closedAt",
  c.explained_at as "explainedAt", c.explained_by as "explainedBy", c.reason, c.note`
const source = `payment_match_case c
  left join payment_tender t on t.tenant_id = c.tenant_id and t.order_id = c.order_id`
// Found again it stays as it is; with other figures, or after it was closed, it is open again.
const saveSql = statement(
  'payment_save_match_cases',
  `insert into payment_match_case as c (tenant_id, id, kind, subject, provider_type, journal_id, order_id, day,
     amount_here, fee_here, currency_here, amount_there, fee_there, currency_there, found_at)
   select tenant(), x.*, date_trunc('milliseconds', database_clock()) from jsonb_to_recordset($1::jsonb) x (id uuid, kind text, subject text,
     provider_type text, journal_id uuid, order_id uuid, day date, amount_here bigint, fee_here bigint, currency_here text,
     amount_there bigint, fee_there bigint, currency_there text)
   order by x.subject, x.kind
   on conflict (tenant_id, subject, kind) do update set state = 'open', closed_at = null, found_at = excluded.found_at,
     explained_at = null, explained_by = null, reason = null, note = null, journal_id = excluded.journal_id,
     order_id = excluded.order_id, amount_here = excluded.amount_here, fee_here = excluded.fee_here,
     currency_here = excluded.currency_here, amount_there = excluded.amount_there, fee_there = excluded.fee_there,
     currency_there = excluded.currency_there
   where c.state = 'closed' or (c.amount_here, c.fee_here, c.currency_here, c.amount_there, c.fee_there, c.currency_there)
     is distinct from (excluded.amount_here, excluded.fee_here, excluded.currency_here, excluded.amount_there,
       excluded.fee_there, excluded.currency_there)
   returning c.kind`,
)
const closeSql = statement(
  'payment_close_match_cases',
  `update payment_match_case c set state = 'closed', closed_at = database_clock()
   where c.tenant_id = tenant() and c.state = 'open' and c.subject = any($1) and c.subject || ' ' || c.kind <> all($2)`,
)
const listOpenSubjectsSql = statement(
  'payment_list_open_case_subjects',
  `select subject, kind, journal_id as "journalId" from payment_match_case c
   where c.tenant_id = tenant() and c.state = 'open' order by c.found_at desc, c.id desc limit $1`,
)
const listSql = statement(
  'payment_list_match_cases',
  `select ${columns} from ${source}
   where c.tenant_id = tenant() and c.state = $1 and (c.found_at, c.id) < ($2, $3)
   order by c.found_at desc, c.id desc limit $4`,
)
const lockSql = statement(
  'payment_lock_match_cases',
  `select id from payment_match_case c where c.tenant_id = tenant() and c.id = any($1) and c.state = 'open'
   order by c.id for no key update`,
)
const explainSql = statement(
  'payment_explain_match_cases',
  `update payment_match_case c set state = 'explained', explained_at = database_clock(), explained_by = $2, reason = $3,
     note = $4
   where c.tenant_id = tenant() and c.id = any($1) and c.state = 'open'`,
)
const findSql = statement(
  'payment_find_match_cases',
  `select ${columns} from ${source} where c.tenant_id = tenant() and c.id = any($1) order by c.found_at desc, c.id desc`,
)

export type CaseState = 'open' | 'explained' | 'closed'

/** A difference that a match found. */
export type FoundCase = {
  kind: CaseKind
  subject: string
  providerType: string | null
  journalId: string | null
  orderId: string | null
  day: string
  here: Side | null
  there: Side | null
}

export type CaseRow = {
  id: string
  kind: CaseKind
  state: CaseState
  subject: string
  providerType: string | null
  journalId: string | null
  orderId: string | null
  orderNumber: string | null
  day: string
  amountHere: bigint | null
  feeHere: bigint | null
  currencyHere: string | null
  amountThere: bigint | null
  feeThere: bigint | null
  currencyThere: string | null
  foundAt: Date
  closedAt: Date | null
  explainedAt: Date | null
  explainedBy: string | null
  reason: string | null
  note: string | null
}

/** Writes differences, each once however often it is found. Answers the kinds of those that are new, or open again. */
export async function saveCases(sql: Sql, tenant: string, found: readonly FoundCase[]): Promise<CaseKind[]> {
  if (found.length === 0) return []
  const rows = found.map(({ kind, subject, providerType, journalId, orderId, day, here, there }) => ({
    ...{ id: deriveId(tenant, 'match case', subject, kind), kind, subject, day },
    ...{ provider_type: providerType, journal_id: journalId, order_id: orderId },
    ...{
      amount_here: here?.amount.toString(),
      fee_here: here?.fee.toString(),
      currency_here: here?.currency,
    },
    ...{ amount_there: there?.amount.toString(), fee_there: there?.fee.toString() },
    currency_there: there?.currency,
  }))
  const written = await sql.query<{ kind: CaseKind }>(saveSql, [JSON.stringify(rows)])
  return written.map(({ kind }) => kind)
}

/** Closes what was open of these subjects and was not found again. */
export async function closeOthers(
  sql: Sql,
  subjects: readonly string[],
  found: readonly FoundCase[],
): Promise<void> {
  await sql.query(closeSql, [subjects, found.map(({ subject, kind }) => `${subject} ${kind}`)])
}

export function listOpenSubjects(
  sql: Sql,
  limit: number,
): Promise<{ subject: string; kind: CaseKind; journalId: string | null }[]> {
  return sql.query(listOpenSubjectsSql, [limit])
}

/** Cases of a state, those that were found last first. */
export function listCases(
  sql: Sql,
  wanted: { state: CaseState; foundAt: string; id: string; limit: number },
): Promise<CaseRow[]> {
  return sql.query<CaseRow>(listSql, [wanted.state, wanted.foundAt, wanted.id, wanted.limit])
}

/** Explains those of these cases that are open; answers them as they are then. */
export async function explainCases(
  sql: Sql,
  wanted: { ids: readonly string[]; by: string; reason: string; note: string | null },
): Promise<CaseRow[]> {
  const locked = await sql.query<{ id: string }>(lockSql, [wanted.ids])
  const ids = locked.map(({ id }) => id)
  await sql.query(explainSql, [ids, wanted.by, wanted.reason, wanted.note])
  return sql.query<CaseRow>(findSql, [ids])
}
