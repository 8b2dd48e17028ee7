import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { PriceFact } from '../model/lines.ts'
import type { PromotionFact } from '../model/promotions.ts'
import type { RateFact } from '../model/shipping.ts'

/** Everything that a quote reads leaves in one statement: it is asked on every change of every cart. */
const readBasketSql = statement(
  'pricing_read_basket',
  `select
    (select coalesce(jsonb_agg(jsonb_build_object('sku', p.sku, 'base', p.base_amount, 'version', p.version,
        'sale', least(p.sale_amount, s.amount))), '[]')
      from pricing_price p
      left join lateral (select min(amount) as amount from pricing_sale s
        where s.tenant_id = p.tenant_id and s.sku = p.sku and s.currency = p.currency
          and s.starts_at <= $6 and (s.ends_at is null or s.ends_at > $6)) s on true
      where p.tenant_id = tenant() and p.currency = $1 and p.sku = any($2)) as prices,
    (select coalesce(jsonb_agg(jsonb_build_object('rateId', r.id, 'vendorId', r.vendor_id, 'name', r.name,
        'localNames', r.local_names, 'daysMin', r.days_min, 'daysMax', r.days_max, 'bands', r.bands, 'freeFrom', r.free_from,
        'namesCountry', r.countries is not null)), '[]')
      from pricing_shipping_rate r
      where r.tenant_id = tenant() and r.vendor_id = any($3::uuid[])
        and (r.countries is null or $4 = any(r.countries))) as rates,
    (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'kind', c.kind, 'ratePpm', c.rate_ppm,
        'amounts', c.amounts, 'minimums', c.minimums, 'fundedBy', c.funded_by, 'vendorId', c.vendor_id,
        'categoryIds', c.category_ids, 'perPersonMax', c.per_person_max, 'totalMax', c.total_max,
        'startsAt', c.starts_at, 'endsAt', c.ends_at)), '[]')
      from pricing_promotion c
      where c.tenant_id = tenant() and c.removed_at is null and c.code = any($5)) as promotions,
    (select jsonb_build_object('revision', t.revision, 'seed', t.seed)
      from pricing_tax_table t where t.tenant_id = tenant()) as "taxTable"`,
)

export type BasketFacts = {
  prices: PriceFact[]
  rates: RateFact[]
  promotions: PromotionFact[]
  taxTable: { revision: string; seed: number } | null
}

export type BasketQuery = {
  currency: string
  skus: readonly string[]
  vendorIds: readonly string[]
  country: string
  codes: readonly string[]
  now: Date
}

export async function readBasket(sql: Sql, query: BasketQuery): Promise<BasketFacts> {
  const { currency, skus, vendorIds, country, codes, now } = query
  const [row] = await sql.query<BasketFacts>(readBasketSql, [currency, skus, vendorIds, country, codes, now])
  if (!row) throw new Error('A statement without a table gave no row')
  return row
}
