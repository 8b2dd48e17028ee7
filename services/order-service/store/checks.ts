import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

/** What is younger may be half way; what is older was checked before. Ids are made in the order of time. */
const sampled = (alias: string) => `${alias}.tenant_id = tenant() and ${alias}.id in (
    select s.id from order_head s
    where s.tenant_id = tenant() and s.created_at < clock_timestamp() - interval '10 minutes'
      and s.id >= (
        select (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-0000-0000-000000000000')::uuid
        from lpad(to_hex((extract(epoch from clock_timestamp() - interval '3 hours') * 1000)::bigint), 12, '0') t)
    order by s.id desc limit 2000)`

export const headsSql = statement(
  'checks_order_heads',
  `select format('%s: the head is at version %s, its stream has %s events up to version %s', h.number, h.version,
     coalesce(e.events, 0), coalesce(e.last, 0)) as problem
   from order_head h
   left join lateral (
     select count(*) as events, max(v.version) as last from order_event v
     where v.tenant_id = h.tenant_id and v.stream = h.id) e on true
   where ${sampled('h')} and (h.version <> coalesce(e.last, 0) or e.events <> coalesce(e.last, 0))
   limit 100`,
  'by values',
)
export const partsSql = statement(
  'checks_order_parts',
  `select format('%s: total %s, its parts %s', h.number, h.totals ->> 'total', coalesce(p.total, 0)) as problem
   from order_head h
   left join lateral (
     select sum(v.total) as total from order_vendor_order v
     where v.tenant_id = h.tenant_id and v.order_id = h.id) p on true
   where ${sampled('h')} and coalesce(p.total, 0) <> (h.totals ->> 'total')::bigint
   limit 100`,
  'by values',
)

const listPaidSql = statement(
  'order_list_paid',
  `select id as "orderId", (totals ->> 'total')::float8 as total, totals ->> 'currency' as currency
   from order_head
   where tenant_id = tenant() and id > $1 and id <= $2 and (state ->> 'isPaid')::boolean and totals ->> 'total' <> '0'
   order by id limit $3`,
)

export type PaidOrder = { orderId: string; total: number; currency: string }

/** Orders that know that they are paid, by their ids: those are made in the order of time. */
export function listPaid(
  sql: Sql,
  { after, until, limit }: { after: string; until: string; limit: number },
): Promise<PaidOrder[]> {
  return sql.query<PaidOrder>(listPaidSql, [after, until, limit])
}
