import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { RefundState } from './refunds.ts'

type RefundRow = {
  refundId: string
  vendorId: string | null
  amount: number
  status: RefundState
  reason: string | null
  createdAt: Date
}

const listRefundsSql = statement(
  'payment_list_refunds_of_order',
  `select id as "refundId", vendor_id as "vendorId", amount::float8 as amount, state as status, reason,
     created_at as "createdAt"
   from payment_refund where tenant_id = tenant() and order_id = $1 order by created_at, id`,
)

export function listRefundsOfOrder(sql: Sql, orderId: string): Promise<RefundRow[]> {
  return sql.query<RefundRow>(listRefundsSql, [orderId])
}

export type PaymentFigures = {
  day: string
  refunds: { currency: string; amount: number; refunds: number }[]
  attention: {
    unknownPayments: number
    unknownRefunds: number
    failedRefunds: number
    parkedMessages: number
  }
}

const figuresSql = statement(
  'payment_figures',
  `with asked as (
     select coalesce($1::date, (database_clock() at time zone 'UTC')::date) as day
   ), bounds as (
     select day, day::timestamp at time zone 'UTC' as starts, (day + 1)::timestamp at time zone 'UTC' as ends from asked
   )
   select to_char((select day from asked), 'YYYY-MM-DD') as day,
     (select coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount, 'refunds', refunds)
        order by refunds desc, currency), '[]')
      from (select r.currency, sum(r.amount) as amount, count(*) as refunds from payment_refund r, bounds
            where r.tenant_id = tenant() and r.created_at >= starts and r.created_at < ends and r.state <> 'failed'
            group by r.currency) sums) as refunds,
     jsonb_build_object(
       'unknownPayments', (select count(*) from payment_tender where tenant_id = tenant() and state = 'unknown'),
       'unknownRefunds', (select count(*) from payment_refund where tenant_id = tenant() and state = 'unknown'),
       'failedRefunds', (select count(*) from payment_refund r, bounds
          where r.tenant_id = tenant() and r.state = 'failed' and r.created_at >= starts and r.created_at < ends),
       'parkedMessages', (select count(*) from payment_inbox where tenant_id = tenant() and state = 'parked')
     ) as attention`,
)

/** One statement: what it shows at once was true at once. */
export async function findFigures(sql: Sql, day: string | null): Promise<PaymentFigures> {
  const [row] = await sql.query<PaymentFigures>(figuresSql, [day])
  if (!row) throw new Error('The figures of a day came back empty')
  return row
}
