import type { SortOrder, Sql } from '@rialto/core'
import { bothWays, statement } from '@rialto/postgres'
import type { OrderStatus, PartStatus } from '../model/order.ts'
import type { Totals } from '../model/quote.ts'

export type SummaryRow = {
  orderId: string
  number: string
  status: OrderStatus
  createdAt: Date
  totals: Totals
  itemCount: number
}

/** Orders are counted up to here: nobody turns that many pages. */
const countedMax = 10_000

const summaryColumns = `h.id as "orderId", h.number, h.status, h.created_at as "createdAt", h.totals,
  (select coalesce(sum((line ->> 'quantity')::int), 0)::int
   from jsonb_array_elements(h.document -> 'quote' -> 'lines') line) as "itemCount"`
const ownFilter = `h.tenant_id = tenant() and h.owner_id = $1 and ($2::text is null or h.status = $2)`

const listOwnSql = statement(
  'order_list_own_orders',
  `select ${summaryColumns} from order_head h where ${ownFilter} order by h.id desc limit $3 offset $4`,
)
const countOwnSql = statement(
  'order_count_own_orders',
  `select count(*)::int as total from (select from order_head h where ${ownFilter} limit ${countedMax}) counted`,
)
const listAllSql = bothWays(
  'order_list_orders',
  (order, beyond) => `select ${summaryColumns} from order_head h
   where h.tenant_id = tenant() and ($1::text is null or h.status = $1) and h.id ${beyond} $2
     and ($4::text is null or h.id in (
       select n.order_id from order_number n
       where n.tenant_id = tenant() and n.number >= $4 and n.number < $4 || '~'))
   order by h.id ${order} limit $3`,
)
const listPartsSql = bothWays(
  'order_list_vendor_orders',
  (
    order,
    beyond,
  ) => `select v.order_id as "orderId", v.vendor_id as "vendorId", h.number, v.status, h.status as "orderStatus",
     h.created_at as "createdAt", h.totals ->> 'currency' as currency, v.total::float8 as total,
     v.shipping::float8 as shipping, v.commission::float8 as commission, v.commission_tax::float8 as "commissionTax",
     u.units, case when v.status = 'cancelled' then 0 else u.open end as "unitsOpen"
   from order_vendor_order v join order_head h on h.tenant_id = v.tenant_id and h.id = v.order_id
   cross join lateral (
     select coalesce(sum(l.quantity), 0)::int as units,
       coalesce(sum(l.quantity - l.shipped - coalesce(l.cancelled, 0)), 0)::int as open
     from jsonb_to_recordset(h.state -> 'parts') p ("vendorId" uuid, lines jsonb),
       jsonb_to_recordset(p.lines) l (quantity int, shipped int, cancelled int)
     where p."vendorId" = v.vendor_id) u
   where v.tenant_id = tenant() and ($1::uuid is null or v.vendor_id = $1) and ($2::text is null or v.status = $2)
     and (v.order_id, v.vendor_id) ${beyond} ($3::uuid, $4::uuid)
     and (not $6::boolean or (h.status = 'paid' and v.status in ('open', 'partly_shipped')))
     and ($7::text is null or v.order_id in (
       select n.order_id from order_number n
       where n.tenant_id = tenant() and n.number >= $7 and n.number < $7 || '~'))
   order by v.order_id ${order}, v.vendor_id ${order} limit $5`,
)

export async function listOwnOrders(
  sql: Sql,
  ownerId: string,
  page: { status: OrderStatus | null; limit: number; offset: number },
): Promise<SummaryRow[]> {
  return sql.query<SummaryRow>(listOwnSql, [ownerId, page.status, page.limit, page.offset])
}

export async function countOwnOrders(sql: Sql, ownerId: string, status: OrderStatus | null): Promise<number> {
  const [row] = await sql.query<{ total: number }>(countOwnSql, [ownerId, status])
  return row?.total ?? 0
}

export function listOrders(
  sql: Sql,
  page: {
    status: OrderStatus | null
    number: string | null
    beyond: string
    order: SortOrder
    limit: number
  },
): Promise<SummaryRow[]> {
  return sql.query<SummaryRow>(listAllSql[page.order], [page.status, page.beyond, page.limit, page.number])
}

export type PartSummary = {
  orderId: string
  vendorId: string
  number: string
  status: PartStatus
  orderStatus: OrderStatus
  createdAt: Date
  currency: string
  total: number
  shipping: number
  commission: number
  commissionTax: number
  units: number
  unitsOpen: number
}

export function listParts(
  sql: Sql,
  filter: { vendorId: string | null; status: PartStatus | null; toShip: boolean; number: string | null },
  page: { orderId: string; vendorId: string; order: SortOrder; limit: number },
): Promise<PartSummary[]> {
  const { vendorId, status, toShip, number } = filter
  const values = [vendorId, status, page.orderId, page.vendorId, page.limit, toShip, number]
  return sql.query<PartSummary>(listPartsSql[page.order], values)
}
