import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { ListedSpan, SaleSpan } from '../model/price-history.ts'

const millis = (moment: string) => `(extract(epoch from ${moment}) * 1000)::float8`

const readHistorySql = statement(
  'pricing_read_price_history',
  `select 'listed' as kind, coalesce(p.sale_amount, p.base_amount)::float8 as amount, p.base_amount::float8 as "basePrice",
     ${millis('p.since')} as "from", null::float8 as until
   from pricing_price p where p.tenant_id = tenant() and p.sku = $1 and p.currency = $2
   union all
   select 'listed', h.amount::float8, h.base_amount::float8, ${millis('h.from_at')}, ${millis('h.until_at')}
   from pricing_price_history h
   where h.tenant_id = tenant() and h.sku = $1 and h.currency = $2 and h.until_at > $3
   union all
   select 'sale', s.amount::float8, 0, ${millis('s.starts_at')}, ${millis('s.ends_at')}
   from pricing_sale s
   where s.tenant_id = tenant() and s.sku = $1 and s.currency = $2 and s.starts_at <= $4
     and (s.ends_at is null or s.ends_at > $3)
   order by "from"`,
)

type SpanRow = ListedSpan & { kind: 'listed' | 'sale' }

/** The prices and sales of a SKU that ran at some time between two moments, oldest first. */
export async function readPriceHistory(
  sql: Sql,
  wanted: { sku: string; currency: string },
  period: { from: Date; now: Date },
): Promise<{ listed: ListedSpan[]; sales: SaleSpan[] }> {
  const values = [wanted.sku, wanted.currency, period.from, period.now]
  const rows = await sql.query<SpanRow>(readHistorySql, values)
  return {
    listed: rows.filter((row) => row.kind === 'listed'),
    sales: rows.filter((row) => row.kind === 'sale'),
  }
}
