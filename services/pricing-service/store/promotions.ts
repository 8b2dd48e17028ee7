import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { PromotionFact } from '../model/promotions.ts'

export type Promotion = PromotionFact & { promotionId: string; version: number }

type Row = Omit<Promotion, 'startsAt' | 'endsAt'> & { startsAt: Date | null; endsAt: Date | null }

const columns = `id as "promotionId", code, kind, rate_ppm as "ratePpm", amounts, minimums, funded_by as "fundedBy",
  vendor_id as "vendorId", category_ids as "categoryIds", per_person_max as "perPersonMax", total_max as "totalMax",
  starts_at as "startsAt", ends_at as "endsAt", version`
// A vendor sees what it pays for; what the marketplace pays is the marketplace's own.
const ownBy = (vendor: string) =>
  `(${vendor}::uuid is null or (vendor_id = ${vendor} and funded_by = 'vendor'))`

const insertPromotionSql = statement(
  'pricing_insert_promotion',
  `insert into pricing_promotion (tenant_id, id, code, kind, rate_ppm, amounts, minimums, funded_by, vendor_id,
     category_ids, per_person_max, total_max, starts_at, ends_at)
   values (tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
   on conflict (tenant_id, code) do nothing returning ${columns}`,
)
const findPromotionSql = statement(
  'pricing_find_promotion',
  `select ${columns} from pricing_promotion
   where tenant_id = tenant() and id = $1 and removed_at is null and ${ownBy('$2')}`,
)
const listPromotionsSql = statement(
  'pricing_list_promotions',
  `select ${columns} from pricing_promotion
   where tenant_id = tenant() and removed_at is null and ${ownBy('$1')} and code > $2
   order by code limit $3`,
)
const updatePromotionSql = statement(
  'pricing_update_promotion',
  `update pricing_promotion set minimums = $3, category_ids = $4, per_person_max = $5, total_max = $6,
     starts_at = $7, ends_at = $8, version = version + 1
   where tenant_id = tenant() and id = $1 and version = $2 and removed_at is null returning ${columns}`,
)
const removePromotionSql = statement(
  'pricing_remove_promotion',
  `update pricing_promotion set removed_at = $3
   where tenant_id = tenant() and id = $1 and removed_at is null and ${ownBy('$2')} returning id`,
)

/** Writes a promotion; undefined when its code was given before. */
export async function insertPromotion(
  sql: Sql,
  promotion: Omit<Promotion, 'version'>,
): Promise<Promotion | undefined> {
  const [row] = await sql.query<Row>(insertPromotionSql, [
    promotion.promotionId,
    promotion.code,
    promotion.kind,
    promotion.ratePpm,
    JSON.stringify(promotion.amounts),
    JSON.stringify(promotion.minimums),
    promotion.fundedBy,
    promotion.vendorId,
    promotion.categoryIds,
    promotion.perPersonMax,
    promotion.totalMax,
    promotion.startsAt,
    promotion.endsAt,
  ])
  return row && promotionOf(row)
}

export async function findPromotion(
  sql: Sql,
  promotionId: string,
  vendorId: string | null,
): Promise<Promotion | undefined> {
  const [row] = await sql.query<Row>(findPromotionSql, [promotionId, vendorId])
  return row && promotionOf(row)
}

export async function listPromotions(
  sql: Sql,
  vendorId: string | null,
  page: { code: string; limit: number },
): Promise<Promotion[]> {
  return (await sql.query<Row>(listPromotionsSql, [vendorId, page.code, page.limit])).map(promotionOf)
}

/** Writes the terms of a promotion, if it still has the version that was read. */
export async function updatePromotion(sql: Sql, promotion: Promotion): Promise<Promotion | undefined> {
  const [row] = await sql.query<Row>(updatePromotionSql, [
    promotion.promotionId,
    promotion.version,
    JSON.stringify(promotion.minimums),
    promotion.categoryIds,
    promotion.perPersonMax,
    promotion.totalMax,
    promotion.startsAt,
    promotion.endsAt,
  ])
  return row && promotionOf(row)
}

export async function removePromotion(
  sql: Sql,
  promotionId: string,
  scope: { vendorId: string | null; now: Date },
): Promise<boolean> {
  return (await sql.query(removePromotionSql, [promotionId, scope.vendorId, scope.now])).length > 0
}

function promotionOf(row: Row): Promotion {
  return {
    ...row,
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
  }
}
