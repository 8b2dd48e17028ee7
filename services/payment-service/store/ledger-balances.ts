import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Account } from '../model/ledger-chart.ts'

// Sums that are projected, and the postings of journals that are not in them yet: together they are exact in any
// snapshot, however far the projection has come.
const sums = `with active as (
    select generation, through_xact from payment_projection where tenant_id = tenant() and is_active
  ), sums as (
    select b.account, b.vendor_id, b.currency, b.booked_on, b.debit, b.credit
    from payment_balance b join active on active.generation = b.generation where b.tenant_id = tenant()
    union all
    select side.account, coalesce(p.vendor_id, '00000000-0000-0000-0000-000000000000'), p.currency, p.booked_on,
      side.debit, side.credit
    from payment_journal j join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
    cross join lateral (values (p.debit, p.amount, 0::bigint), (p.credit, 0::bigint, p.amount)) side (account, debit, credit)
    where j.tenant_id = tenant() and j.xact > coalesce((select through_xact from active), -1)
  )`
const trialBalanceSql = statement(
  'payment_trial_balance',
  `${sums}
   select currency, account, sum(debit)::bigint as debit, sum(credit)::bigint as credit
   from sums where booked_on <= $1::date group by currency, account order by currency, account`,
  'by values',
)
const vendorBalancesSql = statement(
  'payment_vendor_balances',
  `${sums}
   select account, coalesce(sum(credit - debit) filter (where booked_on < $3::date), 0)::bigint as opening,
     coalesce(sum(credit - debit), 0)::bigint as closing
   from sums where vendor_id = $1 and currency = $2 and booked_on <= $4::date
     and account in ('vendor.held', 'vendor.due', 'vendor.in_transfer', 'vendor.receivable')
   group by account`,
  'by values',
)
const linesSql = statement(
  'payment_statement_lines',
  `select p.position, p.booked_on as "bookedOn", j.at, j.kind, j.order_id as "orderId", t.order_number as "orderNumber",
     p.debit, p.credit, p.amount
   from payment_posting p join payment_journal j on j.tenant_id = p.tenant_id and j.id = p.journal_id
   left join payment_tender t on t.tenant_id = j.tenant_id and t.order_id = j.order_id
   where p.tenant_id = tenant() and p.vendor_id = $1 and p.currency = $2
     and p.booked_on >= $3::date and p.booked_on <= $4::date and (p.booked_on, p.position) > ($5::date, $6)
     and (p.debit like 'vendor.%' or p.credit like 'vendor.%')
   order by p.booked_on, p.position limit $7`,
)
const projectSql = statement(
  'payment_project_balances',
  'select payment_project_balances_v1(tenant(), $1) as taken',
)
const rebuildSql = statement('payment_rebuild_balances', 'select payment_rebuild_balances_v1(tenant())')
const todaySql = statement(
  'payment_ledger_today',
  `select (database_clock() at time zone 'UTC')::date::text as today,
     (select max(through) from payment_period where tenant_id = tenant())::text as "closedThrough"`,
)

export type AccountSum = { currency: string; account: Account; debit: bigint; credit: bigint }

/** Debits and credits of every account up to the end of a day. */
export function findTrialBalance(sql: Sql, asOf: string): Promise<AccountSum[]> {
  return sql.query<AccountSum>(trialBalanceSql, [asOf])
}

export type Span = { vendorId: string; currency: string; from: string; to: string }

/** What the marketplace owed a vendor by account, before the first day and after the last. */
export function findVendorBalances(
  sql: Sql,
  { vendorId, currency, from, to }: Span,
): Promise<{ account: string; opening: bigint; closing: bigint }[]> {
  return sql.query(vendorBalancesSql, [vendorId, currency, from, to])
}

export type StatementLine = {
  position: bigint
  bookedOn: string
  at: Date
  kind: string
  orderId: string | null
  orderNumber: string | null
  debit: Account
  credit: Account
  amount: bigint
}

export function listStatementLines(
  sql: Sql,
  { vendorId, currency, from, to }: Span,
  page: { bookedOn: string; position: string; limit: number },
): Promise<StatementLine[]> {
  const { bookedOn, position, limit } = page
  return sql.query(linesSql, [vendorId, currency, from, to, bookedOn, position, limit])
}

/** Adds up to so many journals to the sums; answers how many it took. */
export async function projectBalances(sql: Sql, journalsMax: number): Promise<number> {
  const [row] = await sql.query<{ taken: number }>(projectSql, [journalsMax])
  return row?.taken ?? 0
}

/** Begins the sums anew, beside those that are read. */
export async function rebuildBalances(sql: Sql): Promise<void> {
  await sql.query(rebuildSql)
}

/** The present day of the ledger, and the last day that is closed. */
export async function findDays(sql: Sql): Promise<{ today: string; closedThrough: string | null }> {
  const [row] = await sql.query<{ today: string; closedThrough: string | null }>(todaySql)
  if (!row) throw new Error('The database told no day')
  return row
}
