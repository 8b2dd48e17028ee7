import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

export const vitalsSql = statement(
  'payment_vitals',
  `select name, count::integer, "oldestSeconds",
     count > 0 and (name not in ('payments_unknown', 'refunds_unknown') or "oldestSeconds" > 300) as "isTrouble"
   from (
     select 'payments_unknown' as name, count(*) as count,
       extract(epoch from clock_timestamp() - min(moved_at))::float8 as "oldestSeconds"
     from payment_tender where tenant_id = tenant() and state = 'unknown'
     union all
     select 'refunds_unknown', count(*), extract(epoch from clock_timestamp() - min(created_at))::float8
     from payment_refund where tenant_id = tenant() and state = 'unknown'
     union all
     select 'messages_parked', count(*), extract(epoch from clock_timestamp() - min(received_at))::float8
     from payment_inbox where tenant_id = tenant() and state = 'parked'
     union all
     select 'ledger_cases_open', count(*), extract(epoch from database_clock() - min(found_at))::float8
     from payment_match_case where tenant_id = tenant() and state = 'open'
   ) counted`,
  'by values',
)

/** Sales of the last hours that are old enough; the newest so many of them. */
const sales = `select j.id, j.tenant_id, j.cause from payment_journal j
  where j.tenant_id = tenant() and j.kind = 'sale' and j.at >= clock_timestamp() - interval '3 hours'
    and j.at < clock_timestamp() - interval '10 minutes'
  order by j.at desc limit 20000`
export const clearingSql = statement(
  'checks_payment_clearing',
  `select format('the sale of %s leaves %s %s in order.clearing', s.cause, sum(case 'order.clearing'
     when p.credit then p.amount when p.debit then -p.amount else 0 end), p.currency) as problem
   from (${sales}) s join payment_posting p on p.tenant_id = s.tenant_id and p.journal_id = s.id
   group by s.cause, p.currency
   having sum(case 'order.clearing' when p.credit then p.amount when p.debit then -p.amount else 0 end) <> 0
   limit 100`,
  'by values',
)
export const guardsSql = statement(
  'checks_payment_guards',
  `select format('%s of %s: %s %s, of which %s are promised', account, party_id, balance, currency, reserved) as problem
   from payment_guard where tenant_id = tenant() and (balance < reserved or reserved < 0) limit 100`,
)
export const pendingSql = statement(
  'checks_payment_pending',
  `select format('the stored value that was promised as %s should have been given back at %s', id, expires_at) as problem
   from payment_pending
   where tenant_id = tenant() and state = 'pending' and expires_at < database_clock() - interval '10 minutes'
   union all
   select format('the payment of order %s is %s since %s', order_number, state, moved_at) from payment_tender
   where tenant_id = tenant() and state in ('unknown', 'authorised') and moved_at < clock_timestamp() - interval '1 hour'
   union all
   select format('the refund %s is %s since %s', id, state, created_at) from payment_refund
   where tenant_id = tenant() and state in ('intended', 'unknown') and created_at < clock_timestamp() - interval '1 hour'
   limit 100`,
  'by values',
)

const listCapturedSql = statement(
  'payment_list_captured',
  `select order_id as "orderId", order_number as "orderNumber", amount, currency,
     moved_at < clock_timestamp() - interval '10 minutes' as "isOld"
   from payment_tender
   where tenant_id = tenant() and order_id > $1 and order_id <= $2 and state = 'captured' order by order_id`,
)

export type Captured = {
  orderId: string
  orderNumber: string
  amount: bigint
  currency: string
  /** Its order has had time to hear of it. */
  isOld: boolean
}

/** What was captured for orders within a range of ids. */
export function listCaptured(sql: Sql, after: string, until: string): Promise<Captured[]> {
  return sql.query<Captured>(listCapturedSql, [after, until])
}
