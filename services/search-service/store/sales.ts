import type { Sql, Tx } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { soldDays } from '../model.ts'

const today = `(database_clock() at time zone 'UTC')::date`

// What was read later is there already. A sale that is as it was need not be counted again.
const saveSalesSql = statement(
  'search_save_sales',
  `insert into search_sale as s (tenant_id, order_id, product_id, sold_on, units, read_at)
   select tenant(), r."orderId", r."productId", (r."createdAt" at time zone 'UTC')::date, r.units, $2
   from jsonb_to_recordset($1::jsonb) r ("orderId" uuid, "productId" uuid, "createdAt" timestamptz, units integer)
   order by r."orderId", r."productId"
   on conflict (tenant_id, order_id, product_id) do update set units = excluded.units, read_at = excluded.read_at,
     count_on = case when s.units = excluded.units then s.count_on else '-infinity' end
   where s.read_at < excluded.read_at`,
)
// Sales of a product that the index does not know yet wait for it.
const claimSalesSql = statement(
  'search_claim_sales',
  `with due as materialized (
     select s.order_id, s.product_id, s.sold_on from search_sale s
     where s.tenant_id = tenant() and s.count_on <= ${today} and exists (
       select from search_document d where d.tenant_id = s.tenant_id and d.product_id = s.product_id)
     order by s.order_id, s.product_id limit $1 for no key update of s
   ), outworn as (
     delete from search_sale s using due
     where s.tenant_id = tenant() and s.order_id = due.order_id and s.product_id = due.product_id
       and due.sold_on <= ${today} - ${soldDays.long}
   ), counted as (
     update search_sale s
     set count_on = due.sold_on
       + case when due.sold_on > ${today} - ${soldDays.short} then ${soldDays.short} else ${soldDays.long} end
     from due where s.tenant_id = tenant() and s.order_id = due.order_id and s.product_id = due.product_id
       and due.sold_on > ${today} - ${soldDays.long}
   )
   select product_id as "productId", count(*)::int as sales from due group by product_id`,
)
const lockDocumentsSql = statement(
  'search_lock_documents',
  `select from search_document where tenant_id = tenant() and product_id = any($1::uuid[])
   order by product_id for no key update`,
)
const countSoldSql = statement(
  'search_count_sold',
  `update search_document d set sold_30_days = c.short, sold_90_days = c.long
   from (
     select p.id, coalesce(sum(s.units) filter (where s.sold_on > ${today} - ${soldDays.short}), 0)::int as short,
       coalesce(sum(s.units), 0)::int as long
     from unnest($1::uuid[]) p (id)
     left join search_sale s on s.tenant_id = tenant() and s.product_id = p.id
       and s.sold_on > ${today} - ${soldDays.long}
     group by p.id) c
   where d.tenant_id = tenant() and d.product_id = c.id
     and (d.sold_30_days, d.sold_90_days) is distinct from (c.short, c.long)`,
)

export type Sale = { orderId: string; productId: string; createdAt: string; units: number }

/** Saves what orders sold, as it was read at a moment. What was read later stays (INV-5). */
export async function saveSales(sql: Sql, sales: readonly Sale[], readAt: string): Promise<void> {
  await sql.query(saveSalesSql, [JSON.stringify(sales), readAt])
}

/**
 * Counts the products of some sales anew; answers how many sales these were. The documents are locked before the units
 * are read, so that of two who count the later one sees what the earlier one saw.
 */
export async function countSold(tx: Tx, salesMax: number): Promise<number> {
  const due = await tx.query<{ productId: string; sales: number }>(claimSalesSql, [salesMax])
  if (due.length === 0) return 0
  const productIds = due.map((one) => one.productId)
  await tx.query(lockDocumentsSql, [productIds])
  await tx.query(countSoldSql, [productIds])
  return due.reduce((sum, one) => sum + one.sales, 0)
}
