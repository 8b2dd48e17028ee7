import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { TaxRate } from '../model/taxes.ts'

const rateColumns = `country, region, tax_class as "taxClass", valid_from as "validFrom", rate_ppm as "ratePpm",
  inclusive, taxes_shipping as "taxesShipping"`

const readTaxTableSql = statement(
  'pricing_read_tax_table',
  `select t.revision, t.seed, coalesce((select jsonb_agg(jsonb_build_object('country', country, 'region', region,
      'taxClass', tax_class, 'validFrom', valid_from, 'ratePpm', rate_ppm, 'inclusive', inclusive,
      'taxesShipping', taxes_shipping)) from pricing_tax_rate where tenant_id = tenant()), '[]') as rates
   from pricing_tax_table t where t.tenant_id = tenant()`,
)
// The row of the table is the lock: of two that bring the same edition, the second finds it done.
const claimSeedSql = statement(
  'pricing_claim_tax_seed',
  `insert into pricing_tax_table (tenant_id, revision, seed) values (tenant(), uuidv7(), $1)
   on conflict (tenant_id) do update set revision = excluded.revision, seed = excluded.seed
     where pricing_tax_table.seed < excluded.seed
   returning seed`,
)
const insertRatesSql = statement(
  'pricing_insert_tax_rates',
  `insert into pricing_tax_rate (tenant_id, country, region, tax_class, valid_from, rate_ppm, inclusive, taxes_shipping)
   select tenant(), country, region, "taxClass", "validFrom", "ratePpm", inclusive, "taxesShipping"
   from jsonb_to_recordset($1) r (country char(2), region text, "taxClass" text, "validFrom" date, "ratePpm" integer,
     inclusive boolean, "taxesShipping" boolean)
   on conflict do nothing`,
)
const reviseSql = statement(
  'pricing_revise_tax_table',
  `update pricing_tax_table set revision = uuidv7() where tenant_id = tenant()`,
)
const setRateSql = statement(
  'pricing_set_tax_rate',
  `insert into pricing_tax_rate (tenant_id, country, region, tax_class, valid_from, rate_ppm, inclusive, taxes_shipping)
   values (tenant(), $1, $2, $3, $4, $5, $6, $7)
   on conflict (tenant_id, country, region, tax_class, valid_from)
     do update set rate_ppm = excluded.rate_ppm, inclusive = excluded.inclusive, taxes_shipping = excluded.taxes_shipping
   returning ${rateColumns}`,
)
const listRatesSql = statement(
  'pricing_list_tax_rates',
  `select ${rateColumns} from pricing_tax_rate
   where tenant_id = tenant() and ($1::text is null or country = $1)
     and (country, region, tax_class, valid_from::text) > ($2::char(2), $3, $4, $5::text)
   order by country, region, tax_class, valid_from limit $6`,
)

export type StoredTaxTable = { revision: string; seed: number; rates: TaxRate[] }

export async function readTaxTable(sql: Sql): Promise<StoredTaxTable | undefined> {
  const [row] = await sql.query<StoredTaxTable>(readTaxTableSql)
  return row
}

/** Gives the marketplace the rows of our edition that it does not have; its own stay as they are. */
export async function seedTaxTable(sql: Sql, seed: number, rates: readonly TaxRate[]): Promise<void> {
  const claimed = await sql.query(claimSeedSql, [seed])
  if (claimed.length > 0) await sql.query(insertRatesSql, [JSON.stringify(rates)])
}

export async function setTaxRate(sql: Sql, rate: TaxRate): Promise<TaxRate> {
  const { country, region, taxClass, validFrom, ratePpm, inclusive, taxesShipping } = rate
  await sql.query(reviseSql)
  const [row] = await sql.query<TaxRate>(setRateSql, [
    country,
    region,
    taxClass,
    validFrom,
    ratePpm,
    inclusive,
    taxesShipping,
  ])
  if (!row) throw new Error('A tax rate that was set was not given back')
  return row
}

export type TaxPosition = { country: string; region: string; taxClass: string; validFrom: string }

export function listTaxRates(sql: Sql, country: string | null, page: TaxPosition & { limit: number }) {
  const { region, taxClass, validFrom, limit } = page
  return sql.query<TaxRate>(listRatesSql, [country, page.country, region, taxClass, validFrom, limit])
}
