import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

// The part of the product's vendor decides: another part of the order may be cancelled or delivered without it.
const findPurchaseSql = statement(
  'order_find_purchase',
  `select h.id as "orderId", h.created_at as "createdAt",
     case when v.status = 'delivered' or h.status = 'returned' then 'delivered' else 'bought' end as state
   from order_head h
   cross join lateral (
     select (item ->> 'vendorId')::uuid as vendor_id from jsonb_array_elements(h.document -> 'items') item
     where item ->> 'productId' = $2 limit 1) i
   join order_vendor_order v on v.tenant_id = h.tenant_id and v.order_id = h.id and v.vendor_id = i.vendor_id
   where h.tenant_id = tenant() and h.owner_id = $1 and h.status in ('paid', 'shipped', 'delivered', 'returned')
     and v.status <> 'cancelled'
   order by h.id desc limit 1`,
)

export type Purchase = { orderId: string; createdAt: Date; state: 'bought' | 'delivered' }

/** The newest order of an owner that holds a product and was paid. */
export async function findPurchase(
  sql: Sql,
  ownerId: string,
  productId: string,
): Promise<Purchase | undefined> {
  const [row] = await sql.query<Purchase>(findPurchaseSql, [ownerId, productId])
  return row
}
