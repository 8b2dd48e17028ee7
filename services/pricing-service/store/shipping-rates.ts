import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { LocalNames, RateFact } from '../model/shipping.ts'

export type ShippingRate = {
  rateId: string
  vendorId: string
  name: string
  localNames: LocalNames
  countries: string[] | null
  daysMin: number
  daysMax: number
  bands: { upToGrams: number; price: { amount: number; currency: string } }[]
  freeFrom: { amount: number; currency: string }[]
  version: number
}

const columns = `id as "rateId", vendor_id as "vendorId", name, local_names as "localNames", countries,
  days_min as "daysMin", days_max as "daysMax", bands, free_from as "freeFrom", version`

const insertRateSql = statement(
  'pricing_insert_shipping_rate',
  `insert into pricing_shipping_rate (tenant_id, id, vendor_id, name, countries, days_min, days_max, bands, free_from,
     local_names)
   values (tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
)
const findRateSql = statement(
  'pricing_find_shipping_rate',
  `select ${columns} from pricing_shipping_rate
   where tenant_id = tenant() and id = $1 and ($2::uuid is null or vendor_id = $2)`,
)
const listRatesSql = statement(
  'pricing_list_shipping_rates',
  `select ${columns} from pricing_shipping_rate
   where tenant_id = tenant() and ($1::uuid is null or vendor_id = $1) and ($2::uuid is null or vendor_id = $2)
     and id > $3
   order by id limit $4`,
)
const findDeliverySql = statement(
  'pricing_find_delivery',
  `select id as "rateId", vendor_id as "vendorId", name, local_names as "localNames", days_min as "daysMin",
     days_max as "daysMax", bands, free_from as "freeFrom", countries is not null as "namesCountry"
   from pricing_shipping_rate
   where tenant_id = tenant() and vendor_id = $1 and (countries is null or $2 = any(countries))`,
)
const updateRateSql = statement(
  'pricing_update_shipping_rate',
  `update pricing_shipping_rate
   set name = $3, countries = $4, days_min = $5, days_max = $6, bands = $7, free_from = $8,
     local_names = $9, version = version + 1
   where tenant_id = tenant() and id = $1 and version = $2 returning ${columns}`,
)
const deleteRateSql = statement(
  'pricing_delete_shipping_rate',
  `delete from pricing_shipping_rate
   where tenant_id = tenant() and id = $1 and ($2::uuid is null or vendor_id = $2) returning id`,
)

export async function insertShippingRate(
  sql: Sql,
  rate: Omit<ShippingRate, 'version'>,
): Promise<ShippingRate> {
  const { rateId, vendorId, name, countries, daysMin, daysMax } = rate
  const values = [rateId, vendorId, name, countries, daysMin, daysMax, ...documentsOf(rate)]
  const [row] = await sql.query<ShippingRate>(insertRateSql, values)
  if (!row) throw new Error('A shipping rate that was written was not given back')
  return row
}

export async function findShippingRate(
  sql: Sql,
  rateId: string,
  vendorId: string | null,
): Promise<ShippingRate | undefined> {
  const [row] = await sql.query<ShippingRate>(findRateSql, [rateId, vendorId])
  return row
}

export function listShippingRates(
  sql: Sql,
  filter: { scope: string | null; vendorId: string | null },
  page: { rateId: string; limit: number },
): Promise<ShippingRate[]> {
  return sql.query(listRatesSql, [filter.scope, filter.vendorId, page.rateId, page.limit])
}

/** A vendor's rates that may reach a country. */
export function findDeliveryRates(sql: Sql, vendorId: string, country: string): Promise<RateFact[]> {
  return sql.query(findDeliverySql, [vendorId, country])
}

/** Writes a changed rate, if it still has the version that was read. */
export async function updateShippingRate(sql: Sql, rate: ShippingRate): Promise<ShippingRate | undefined> {
  const { rateId, version, name, countries, daysMin, daysMax } = rate
  const values = [rateId, version, name, countries, daysMin, daysMax, ...documentsOf(rate)]
  const [row] = await sql.query<ShippingRate>(updateRateSql, values)
  return row
}

export async function deleteShippingRate(
  sql: Sql,
  rateId: string,
  vendorId: string | null,
): Promise<boolean> {
  return (await sql.query(deleteRateSql, [rateId, vendorId])).length > 0
}

function documentsOf(rate: Pick<ShippingRate, 'bands' | 'freeFrom' | 'localNames'>): string[] {
  return [rate.bands, rate.freeFrom, rate.localNames].map((part) => JSON.stringify(part))
}
