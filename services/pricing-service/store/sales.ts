import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

export type Sale = {
  saleId: string
  vendorId: string
  sku: string
  price: { amount: number; currency: string }
  startsAt: string
  endsAt: string | null
  version: number
}

/** A sale with what is needed to judge it: the base price, and whose product it is. */
export type SaleWithPrice = Sale & { baseAmount: number; productId: string }

const columns = `s.id as "saleId", s.vendor_id as "vendorId", s.sku, s.currency, s.amount, s.starts_at as "startsAt",
  s.ends_at as "endsAt", s.version`

const insertSaleSql = statement(
  'pricing_insert_sale',
  `insert into pricing_sale as s (tenant_id, id, vendor_id, sku, currency, amount, starts_at, ends_at)
   values (tenant(), $1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
)
const findBasePriceSql = statement(
  'pricing_find_base_price',
  `select product_id as "productId", vendor_id as "vendorId", base_amount as "baseAmount" from pricing_price
   where tenant_id = tenant() and sku = $1 and currency = $2 and ($3::uuid is null or vendor_id = $3)`,
)
const findSaleSql = statement(
  'pricing_find_sale',
  `select ${columns}, p.base_amount as "baseAmount", p.product_id as "productId"
   from pricing_sale s join pricing_price p
     on p.tenant_id = s.tenant_id and p.sku = s.sku and p.currency = s.currency
   where s.tenant_id = tenant() and s.id = $1 and ($2::uuid is null or s.vendor_id = $2)`,
)
const listSalesSql = statement(
  'pricing_list_sales',
  `select ${columns} from pricing_sale s
   where s.tenant_id = tenant() and ($1::uuid is null or s.vendor_id = $1) and ($2::text is null or s.sku = $2)
     and s.id < $3
   order by s.id desc limit $4`,
)
const updateSaleSql = statement(
  'pricing_update_sale',
  `update pricing_sale s set amount = $3, starts_at = $4, ends_at = $5, version = s.version + 1
   where s.tenant_id = tenant() and s.id = $1 and s.version = $2 returning ${columns}`,
)
const endSaleSql = statement(
  'pricing_end_sale',
  `update pricing_sale set ends_at = $2, version = version + 1
   where tenant_id = tenant() and id = $1 and starts_at <= $2 and (ends_at is null or ends_at > $2)`,
)
const deleteSaleSql = statement(
  'pricing_delete_sale',
  'delete from pricing_sale where tenant_id = tenant() and id = $1 and starts_at > $2',
)

type SaleRow = Omit<Sale, 'price' | 'startsAt' | 'endsAt'> & {
  currency: string
  amount: bigint
  startsAt: Date
  endsAt: Date | null
}

export type NewSale = Omit<Sale, 'version'>

export async function insertSale(sql: Sql, sale: NewSale): Promise<Sale> {
  const { saleId, vendorId, sku, price, startsAt, endsAt } = sale
  const values = [saleId, vendorId, sku, price.currency, price.amount, startsAt, endsAt]
  const [row] = await sql.query<SaleRow>(insertSaleSql, values)
  if (!row) throw new Error('A sale that was written was not given back')
  return saleOf(row)
}

/** The base price of a SKU in a currency, with its owner. */
export async function findBasePrice(
  sql: Sql,
  wanted: { sku: string; currency: string; vendorId: string | null },
) {
  const { sku, currency, vendorId } = wanted
  const [row] = await sql.query<{ productId: string; vendorId: string; baseAmount: bigint }>(
    findBasePriceSql,
    [sku, currency, vendorId],
  )
  return row && { ...row, baseAmount: Number(row.baseAmount) }
}

export async function findSale(
  sql: Sql,
  saleId: string,
  vendorId: string | null,
): Promise<SaleWithPrice | undefined> {
  const [row] = await sql.query<SaleRow & { baseAmount: bigint; productId: string }>(findSaleSql, [
    saleId,
    vendorId,
  ])
  return row && { ...saleOf(row), baseAmount: Number(row.baseAmount), productId: row.productId }
}

export async function listSales(
  sql: Sql,
  filter: { vendorId: string | null; sku: string | null },
  page: { before: string; limit: number },
): Promise<Sale[]> {
  const values = [filter.vendorId, filter.sku, page.before, page.limit]
  return (await sql.query<SaleRow>(listSalesSql, values)).map(saleOf)
}

/** Writes a changed sale, if it still has the version that was read. */
export async function updateSale(sql: Sql, sale: Sale): Promise<Sale | undefined> {
  const { saleId, version, price, startsAt, endsAt } = sale
  const [row] = await sql.query<SaleRow>(updateSaleSql, [saleId, version, price.amount, startsAt, endsAt])
  return row && saleOf(row)
}

/** A sale that began stays as price history; one that did not goes. */
export async function endSale(sql: Sql, saleId: string, now: Date): Promise<void> {
  await sql.query(deleteSaleSql, [saleId, now])
  await sql.query(endSaleSql, [saleId, now])
}

function saleOf(row: SaleRow): Sale {
  return {
    saleId: row.saleId,
    vendorId: row.vendorId,
    sku: row.sku,
    price: { amount: Number(row.amount), currency: row.currency },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    version: row.version,
  }
}
