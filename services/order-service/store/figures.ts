import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { waitingCountMax } from '../contract/figures.ts'

export type Figures = {
  day: string
  orders: { created: number; paid: number; cancelled: number; unpaid: number }
  revenue: { currency: string; amount: number; orders: number }[]
  toShip: { parts: number; late: number }
}

/** Ids are UUIDv7 of the server, at most this far from the database's clock (spine 4). */
const idDriftMinutes = 5
const lateDays = 3

// The ids bound the day's orders, so that only they are read; the moment decides.
const figuresSql = statement(
  'order_figures',
  `with asked as (
     select coalesce($1::date, (database_clock() at time zone 'UTC')::date) as day
   ), bounds as (
     select day, day::timestamp at time zone 'UTC' as starts, (day + 1)::timestamp at time zone 'UTC' as ends from asked
   ), ids as (
     select lpad(to_hex((extract(epoch from starts - interval '${idDriftMinutes} min') * 1000)::bigint), 12, '0') as low,
       lpad(to_hex((extract(epoch from ends + interval '${idDriftMinutes} min') * 1000)::bigint), 12, '0') as high
     from bounds
   ), today as materialized (
     select h.status, (h.state ->> 'isPaid')::boolean as is_paid, h.totals ->> 'currency' as currency,
       (h.totals ->> 'total')::bigint as total
     from order_head h, bounds, ids
     where h.tenant_id = tenant() and h.created_at >= starts and h.created_at < ends
       and h.id >= (substr(low, 1, 8) || '-' || substr(low, 9, 4) || '-0000-0000-000000000000')::uuid
       and h.id < (substr(high, 1, 8) || '-' || substr(high, 9, 4) || '-0000-0000-000000000000')::uuid
   ), waiting as (
     select h.created_at from order_head h
     join order_vendor_order v on v.tenant_id = h.tenant_id and v.order_id = h.id
     where h.tenant_id = tenant() and h.status = 'paid' and v.status in ('open', 'partly_shipped')
     limit ${waitingCountMax}
   )
   select to_char((select day from asked), 'YYYY-MM-DD') as day,
     (select jsonb_build_object('created', count(*), 'paid', count(*) filter (where is_paid),
        'cancelled', count(*) filter (where status = 'cancelled'),
        'unpaid', count(*) filter (where status in ('pending', 'payment_failed'))) from today) as orders,
     (select coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount, 'orders', orders)
        order by orders desc, currency), '[]')
      from (select currency, sum(total) as amount, count(*) as orders from today
            where is_paid and status <> 'cancelled' group by currency) sums) as revenue,
     (select jsonb_build_object('parts', count(*),
        'late', count(*) filter (where created_at < database_clock() - interval '${lateDays} days')) from waiting) as "toShip"`,
)

/** One statement over the heads: what it shows at once was true at once. */
export async function findFigures(sql: Sql, day: string | null): Promise<Figures> {
  const [row] = await sql.query<Figures>(figuresSql, [day])
  if (!row) throw new Error('The figures of a day came back empty')
  return row
}
