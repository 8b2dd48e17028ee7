import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
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
const listAllSql = statement(
  'order_list_orders',
  `select ${summaryColumns} from order_head h
   where h.tenant_id = tenant() and ($1::text is null or h.status = $1) and h.id < $2
   order by h.id desc limit $3`,
)
const listPartsSql = statement(
  'order_list_vendor_orders',
  `select v.order_id as "orderId", v.vendor_id as "vendorId", h.number, v.status, h.status as "orderStatus",
     h.created_at as "createdAt", h.totals ->> 'currency' as currency, v.total::float8 as total,
     v.shipping::float8 as shipping, v.commission::float8 as commission, v.commission_tax::float8 as "commissionTax"
   from order_vendor_order v join order_head h on h.tenant_id = v.tenant_id and h.id = v.order_id
   where v.tenant_id = tenant() and ($1::uuid is null or v.vendor_id = $1) and ($2::text is null or v.status = $2)
     and (v.order_id, v.vendor_id) < ($3::uuid, $4::uuid)
   order by v.order_id desc, v.vendor_id desc limit $5`,
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
  page: { status: OrderStatus | null; before: string; limit: number },
): Promise<SummaryRow[]> {
  return sql.query<SummaryRow>(listAllSql, [page.status, page.before, page.limit])
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
}

export function listParts(
  sql: Sql,
  filter: { vendorId: string | null; status: PartStatus | null },
  page: { orderId: string; vendorId: string; limit: number },
): Promise<PartSummary[]> {
  const values = [filter.vendorId, filter.status, page.orderId, page.vendorId, page.limit]
  return sql.query<PartSummary>(listPartsSql, values)
}
