import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const closeSql = statement(
  'payment_close_period',
  `insert into payment_period (tenant_id, through, closed_by)
   select tenant(), $1::date, $2
   where $1::date < (database_clock() at time zone 'UTC')::date
     and not exists (select from payment_period where tenant_id = tenant() and through >= $1::date)
   on conflict do nothing returning through`,
)
const findSql = statement(
  'payment_find_period',
  `select through::text, closed_at as "closedAt", totals, xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     as "isQuiet"
   from payment_period where tenant_id = tenant() and through = $1::date`,
)
const setTotalsSql = statement(
  'payment_set_period_totals',
  'update payment_period set totals = $2 where tenant_id = tenant() and through = $1::date and totals is null',
)

export type Period = {
  through: string
  closedAt: Date
  /** The trial balance of the last day; null until all that was under way at the closing has ended. */
  totals: unknown
  isQuiet: boolean
}

/** True when this call closed it: a day that is over, and none that is closed already. */
export async function closeThrough(sql: Sql, through: string, closedBy: string): Promise<boolean> {
  return (await sql.query(closeSql, [through, closedBy])).length === 1
}

export async function findPeriod(sql: Sql, through: string): Promise<Period | undefined> {
  const [row] = await sql.query<Period>(findSql, [through])
  return row
}

export async function setPeriodTotals(sql: Sql, through: string, totals: unknown): Promise<void> {
  await sql.query(setTotalsSql, [through, JSON.stringify(totals)])
}
