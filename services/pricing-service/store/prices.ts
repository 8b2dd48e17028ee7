import type { Sql, Tx } from '@rialto/core'
import { statement } from '@rialto/postgres'

// What an insert into the price list keeps of the price it replaced, and tells others. `changed` is that insert.
const keepAndTell = (traceparent: string) => `
  kept as (
    insert into pricing_price_history (tenant_id, sku, currency, amount, base_amount, from_at, until_at)
    select tenant(), sku, currency, coalesce(sale_before, base_before), base_before, since_before, since
    from changed where since_before is not null
  ), told as (
    insert into rialto_outbox (tenant_id, id, type, subject, data, traceparent)
    select distinct on (sku) tenant(), uuidv7(), 'pricing.price_changed', 'sku:' || sku,
      jsonb_build_object('sku', sku, 'productId', product_id, 'vendorId', vendor_id), ${traceparent}
    from changed order by sku
  )`

const replacePrice = `update set product_id = excluded.product_id, vendor_id = excluded.vendor_id,
      base_amount = excluded.base_amount, sale_amount = excluded.sale_amount,
      version = pricing_price.version + 1, since = excluded.since,
      sale_since = case when excluded.sale_amount is not distinct from pricing_price.sale_amount
        then pricing_price.sale_since else excluded.sale_since end`

const changedColumns = `sku, currency, product_id, vendor_id, since, old.base_amount as base_before,
    old.sale_amount as sale_before, old.since as since_before`

// Rows go in sorted, so that two imports that meet wait for each other instead of locking each other out.
const setPricesSql = statement(
  'pricing_set_prices',
  `with wanted as (
    select distinct on (sku, currency) sku, currency, product_id, vendor_id, base, sale
    from rows from (jsonb_to_recordset($1) as (sku text, currency text, "productId" uuid, "vendorId" uuid,
      base bigint, sale bigint)) with ordinality w (sku, currency, product_id, vendor_id, base, sale, n)
    order by sku, currency, n desc
  ), changed as (
    insert into pricing_price (tenant_id, sku, currency, product_id, vendor_id, base_amount, sale_amount, since, sale_since)
    select tenant(), sku, currency, product_id, vendor_id, base, sale, $2::timestamptz,
      case when sale is not null then $2::timestamptz end
    from wanted order by sku, currency
    on conflict (tenant_id, sku, currency) do ${replacePrice}
    where (pricing_price.base_amount, pricing_price.sale_amount, pricing_price.product_id, pricing_price.vendor_id)
      is distinct from (excluded.base_amount, excluded.sale_amount, excluded.product_id, excluded.vendor_id)
    returning ${changedColumns}
  ), ${keepAndTell('$3')}
  select count(*)::int as changed from changed`,
)
// The version decides under the row's lock: 0 means that there is no price yet, and a row that appeared is a conflict.
const changePriceSql = statement(
  'pricing_change_price',
  `with changed as (
    insert into pricing_price (tenant_id, sku, currency, product_id, vendor_id, base_amount, sale_amount, since, sale_since)
    select tenant(), $1, $2, $3, $4, $5, $6::bigint, $7::timestamptz, case when $6::bigint is not null then $7::timestamptz end
    where $8 = 0 or exists (select from pricing_price where tenant_id = tenant() and sku = $1 and currency = $2)
    on conflict (tenant_id, sku, currency) do ${replacePrice}
    where pricing_price.version = $8
    returning ${changedColumns}
  ), ${keepAndTell('$9')}
  select count(*)::int as changed from changed`,
)

/**
 * The present price, and by EU rules the lowest that was asked in the 30 days before the reduction. That is a minimum
 * over three sources: prices that were replaced, sales that ran, and the price of the list.
 */
const presentPrice = (parts: { now: string; where: string }) => `
  select p.sku, p.currency, p.base_amount as "basePrice", r.amount as "salePrice", r.until_at as "saleUntil",
    case when r.amount is not null then least(
      (select min(h.amount) from pricing_price_history h
        where h.tenant_id = p.tenant_id and h.sku = p.sku and h.currency = p.currency
          and h.until_at > r.since - interval '30 days' and h.from_at < r.since),
      (select min(s.amount) from pricing_sale s
        where s.tenant_id = p.tenant_id and s.sku = p.sku and s.currency = p.currency and s.starts_at < r.since
          and s.starts_at <= ${parts.now} and (s.ends_at is null or s.ends_at > r.since - interval '30 days')),
      case when p.since < r.since then coalesce(p.sale_amount, p.base_amount) end
    ) end as "lowest30Days", p.version
  from pricing_price p
  left join lateral (
    select x.amount, x.since, x.until_at from (
      select p.sale_amount as amount, p.sale_since as since, null::timestamptz as until_at
      where p.sale_amount is not null
      union all
      select s.amount, s.starts_at, s.ends_at from pricing_sale s
      where s.tenant_id = p.tenant_id and s.sku = p.sku and s.currency = p.currency and s.amount < p.base_amount
        and s.starts_at <= ${parts.now} and (s.ends_at is null or s.ends_at > ${parts.now})
    ) x order by x.amount, x.since limit 1
  ) r on true
  where p.tenant_id = tenant() and ${parts.where}
  order by p.sku, p.currency`

const findPricesSql = statement(
  'pricing_find_prices',
  presentPrice({
    now: '$1::timestamptz',
    where: 'p.sku = any($2) and ($3::char(3) is null or p.currency = $3)',
  }),
)
const listPricesSql = statement(
  'pricing_list_prices',
  `${presentPrice({
    now: '$1::timestamptz',
    where: `($2::uuid is null or p.vendor_id = $2) and ($3::text is null or p.sku = $3)
      and (p.sku, p.currency) > ($4, $5::char(3))`,
  })} limit $6`,
)
const findSkuOwnerSql = statement(
  'pricing_find_sku_owner',
  `select product_id as "productId", vendor_id as "vendorId" from pricing_price
   where tenant_id = tenant() and sku = $1 limit 1`,
)

export type PriceItem = {
  sku: string
  currency: string
  productId: string
  vendorId: string
  base: number
  /** A reduction that stands until the price is set again. */
  sale: number | null
}

export type PresentPrice = {
  sku: string
  currency: string
  basePrice: number
  salePrice: number | null
  saleUntil: string | null
  lowest30Days: number | null
  version: number
}

type Stamp = { now: Date; traceparent: string }

/** Sets many prices. What is equal already stays untouched and is not told; answers how many were not. */
export async function setPrices(sql: Sql, items: readonly PriceItem[], stamp: Stamp): Promise<number> {
  const values = [JSON.stringify(items), stamp.now, stamp.traceparent]
  const [row] = await sql.query<{ changed: number }>(setPricesSql, values)
  return row?.changed ?? 0
}

/** Sets one price if it still has the version that was seen. */
export async function changePrice(
  tx: Tx,
  item: PriceItem & { version: number },
  stamp: Stamp,
): Promise<boolean> {
  const { sku, currency, productId, vendorId, base, sale, version } = item
  const [row] = await tx.query<{ changed: number }>(changePriceSql, [
    sku,
    currency,
    productId,
    vendorId,
    base,
    sale,
    stamp.now,
    version,
    stamp.traceparent,
  ])
  return row?.changed === 1
}

export async function findPrices(
  sql: Sql,
  wanted: { skus: readonly string[]; currency: string | null },
  now: Date,
): Promise<PresentPrice[]> {
  const rows = await sql.query<PriceRow>(findPricesSql, [now, wanted.skus, wanted.currency])
  return rows.map(presentOf)
}

export async function listPrices(
  sql: Sql,
  filter: { vendorId: string | null; sku: string | null; now: Date },
  page: { sku: string; currency: string; limit: number },
): Promise<PresentPrice[]> {
  const { vendorId, sku, now } = filter
  const values = [now, vendorId, sku, page.sku, page.currency, page.limit]
  return (await sql.query<PriceRow>(listPricesSql, values)).map(presentOf)
}

/** Which product and vendor a SKU belongs to, as far as the price list knows it. */
export async function findSkuOwner(sql: Sql, sku: string) {
  const [row] = await sql.query<{ productId: string; vendorId: string }>(findSkuOwnerSql, [sku])
  return row
}

type PriceRow = {
  sku: string
  currency: string
  basePrice: bigint
  salePrice: bigint | null
  saleUntil: Date | null
  lowest30Days: bigint | null
  version: number
}

function presentOf(row: PriceRow): PresentPrice {
  return {
    sku: row.sku,
    currency: row.currency,
    basePrice: Number(row.basePrice),
    salePrice: row.salePrice === null ? null : Number(row.salePrice),
    saleUntil: row.saleUntil?.toISOString() ?? null,
    lowest30Days: row.lowest30Days === null ? null : Number(row.lowest30Days),
    version: row.version,
  }
}
