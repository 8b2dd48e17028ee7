import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

export type LocalText = { en: string; de?: string; ar?: string }
export type DropItem = {
  sku: string
  quantity: number
  options: Record<string, string>
  /** In the words of other languages; what was planned earlier has none. */
  localOptions?: { de?: Record<string, string>; ar?: Record<string, string> }
}

/** A drop as it is kept. `secondsToOpening` and `secondsToEnd` are by the database's clock, and may be negative. */
export type DropRow = {
  dropId: string
  version: number
  slug: string
  title: LocalText
  story: LocalText
  productId: string
  productSlug: string
  vendorId: string
  image: string | null
  items: DropItem[]
  opensAt: Date
  endsAt: Date
  perPersonMax: number
  showsUnits: boolean
  cancelledAt: Date | null
  openedAt: Date | null
  closedAt: Date | null
  secondsToOpening: number
  secondsToEnd: number
}

export type DropPlan = Omit<
  DropRow,
  'version' | 'cancelledAt' | 'openedAt' | 'closedAt' | 'secondsToOpening' | 'secondsToEnd'
>

const columns = `d.id as "dropId", d.version, d.slug, d.title, d.story, d.product_id as "productId",
  d.product_slug as "productSlug", d.vendor_id as "vendorId", d.image, d.items, d.opens_at as "opensAt",
  d.ends_at as "endsAt", d.person_max as "perPersonMax", d.shows_units as "showsUnits",
  d.cancelled_at as "cancelledAt", d.opened_at as "openedAt", d.closed_at as "closedAt",
  extract(epoch from d.opens_at - database_clock())::float8 as "secondsToOpening",
  extract(epoch from d.ends_at - database_clock())::float8 as "secondsToEnd"`
const own = 'd.tenant_id = tenant() and d.id = $1'

const insertDropSql = statement(
  'fan_insert_drop',
  `insert into fan_drop as d (tenant_id, id, slug, title, story, product_id, product_slug, vendor_id, image, items,
     opens_at, ends_at, person_max, shows_units)
   values (tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
   on conflict (tenant_id, slug) do nothing returning ${columns}`,
)
const changeDropSql = statement(
  'fan_change_drop',
  `update fan_drop d set slug = $2, title = $3, story = $4, product_id = $5, product_slug = $6, vendor_id = $7,
     image = $8, items = $9, opens_at = $10, ends_at = $11, person_max = $12, shows_units = $13,
     version = d.version + 1
   where ${own} and d.version = $14 and d.cancelled_at is null returning ${columns}`,
)
const findDropSql = statement('fan_find_drop', `select ${columns} from fan_drop d where ${own}`)
const findBySlugSql = statement(
  'fan_find_drop_by_slug',
  `select ${columns} from fan_drop d where d.tenant_id = tenant() and d.slug = $1`,
)
const listPublicSql = statement(
  'fan_list_public_drops',
  `select ${columns} from fan_drop d
   where d.tenant_id = tenant() and d.cancelled_at is null and d.ends_at > database_clock() - make_interval(days => $1)
   order by case when d.closed_at is not null or d.ends_at <= database_clock() then 3
       when d.opens_at <= database_clock() then 1 else 2 end,
     abs(extract(epoch from d.opens_at - database_clock())), d.id
   limit $2`,
)
const listAllSql = statement(
  'fan_list_all_drops',
  `select ${columns} from fan_drop d where d.tenant_id = tenant() and (d.opens_at, d.id) < ($1::timestamptz, $2::uuid)
   order by d.opens_at desc, d.id desc limit $3`,
)
const cancelSql = statement(
  'fan_cancel_drop',
  `update fan_drop d set cancelled_at = $2, version = d.version + 1
   where ${own} and d.cancelled_at is null returning ${columns}`,
)
const openSql = statement(
  'fan_mark_opened',
  `update fan_drop d set opened_at = d.opens_at
   where ${own} and d.opened_at is null and d.cancelled_at is null and d.opens_at <= database_clock()
   returning ${columns}`,
)
const soldOutSql = statement(
  'fan_mark_sold_out',
  `update fan_drop d set sold_out_at = database_clock() where ${own} and d.sold_out_at is null
   returning ${columns}, d.sold_out_at as at`,
)
const closeSql = statement(
  'fan_mark_closed',
  `update fan_drop d set closed_at = $2, ends_at = least(d.ends_at, $2)
   where ${own} and d.closed_at is null and d.cancelled_at is null returning ${columns}`,
)

function valuesOf(plan: DropPlan): unknown[] {
  return [
    plan.dropId,
    plan.slug,
    JSON.stringify(plan.title),
    JSON.stringify(plan.story),
    plan.productId,
    plan.productSlug,
    plan.vendorId,
    plan.image,
    JSON.stringify(plan.items),
    plan.opensAt,
    plan.endsAt,
    plan.perPersonMax,
    plan.showsUnits,
  ]
}

/** Writes a new drop; undefined when its name in the address is taken. */
export async function insertDrop(sql: Sql, plan: DropPlan): Promise<DropRow | undefined> {
  return (await sql.query<DropRow>(insertDropSql, valuesOf(plan)))[0]
}

/** Writes another plan over the version that was read; undefined when the drop moved on since. */
export async function changeDrop(sql: Sql, plan: DropPlan, version: number): Promise<DropRow | undefined> {
  return (await sql.query<DropRow>(changeDropSql, [...valuesOf(plan), version]))[0]
}

export async function findDrop(sql: Sql, dropId: string): Promise<DropRow | undefined> {
  return (await sql.query<DropRow>(findDropSql, [dropId]))[0]
}

export async function findBySlug(sql: Sql, slug: string): Promise<DropRow | undefined> {
  return (await sql.query<DropRow>(findBySlugSql, [slug]))[0]
}

export function listPublic(sql: Sql, recentDays: number, limit: number): Promise<DropRow[]> {
  return sql.query<DropRow>(listPublicSql, [recentDays, limit])
}

export function listAll(
  sql: Sql,
  before: { opensAt: string; dropId: string },
  limit: number,
): Promise<DropRow[]> {
  return sql.query<DropRow>(listAllSql, [before.opensAt, before.dropId, limit])
}

export async function markCancelled(sql: Sql, dropId: string, at: string): Promise<DropRow | undefined> {
  return (await sql.query<DropRow>(cancelSql, [dropId, at]))[0]
}

/** Marks that its opening is told; undefined when it is not due, or was told before. */
export async function markOpened(sql: Sql, dropId: string): Promise<DropRow | undefined> {
  return (await sql.query<DropRow>(openSql, [dropId]))[0]
}

export async function markSoldOut(sql: Sql, dropId: string) {
  return (await sql.query<DropRow & { at: Date }>(soldOutSql, [dropId]))[0]
}

/** Marks that it is over since a moment; undefined when that is known already. */
export async function markClosed(sql: Sql, dropId: string, at: string): Promise<DropRow | undefined> {
  return (await sql.query<DropRow>(closeSql, [dropId, at]))[0]
}
