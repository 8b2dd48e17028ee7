import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { LocalText } from '../model.ts'

export type Category = {
  id: string
  parentId: string | null
  path: string[]
  slug: string
  name: LocalText
  position: number
  version: number
}

const columns = 'c.id, c.parent_id as "parentId", c.path, c.slug, c.name, c.position, c.version'

const listCategoriesSql = statement(
  'product_list_categories',
  `select ${columns} from product_category c
   where c.tenant_id = tenant() and ($1::uuid is null or c.path @> array[$1])
     and (cardinality(c.path), c.position, c.id) > ($2, $3, $4)
   order by cardinality(c.path), c.position, c.id limit $5`,
)
const findCategoriesSql = statement(
  'product_find_categories',
  `select ${columns} from product_category c where c.tenant_id = tenant() and c.id = any($1::uuid[])`,
)
const allCategoriesSql = statement(
  'product_all_categories',
  `select ${columns} from product_category c where c.tenant_id = tenant() order by cardinality(c.path)`,
)
const insertCategorySql = statement(
  'product_insert_category',
  `insert into product_category as c (tenant_id, id, parent_id, path, slug, name, position)
   values (tenant(), $1, $2, $3, $4, $5, $6) returning ${columns}`,
)
const findCategoryByNameSql = statement(
  'product_find_category_by_name',
  `select ${columns} from product_category c
   where c.tenant_id = tenant() and c.parent_id is not distinct from $1 and lower(c.name ->> 'en') = lower($2)`,
)
const isSlugTakenSql = statement(
  'product_is_category_slug_taken',
  'select from product_category where tenant_id = tenant() and slug = $1',
)
const insertMissingCategorySql = statement(
  'product_insert_missing_category',
  `insert into product_category (tenant_id, id, parent_id, path, slug, name)
   select tenant(), $1, $2, $3, case when exists (select from product_category s
     where s.tenant_id = tenant() and s.slug = $4) then $5 else $4 end, $6
   on conflict do nothing`,
)
const updateCategorySql = statement(
  'product_update_category',
  `update product_category c set parent_id = $3, slug = $4, name = $5, position = $6, version = c.version + 1,
     path = $7
   where c.tenant_id = tenant() and c.id = $1 and c.version = $2 returning ${columns}`,
)
const lockPathsSql = statement(
  'product_lock_paths',
  `select pg_advisory_xact_lock(hashtext('product paths ' || tenant()))`,
)
// What lay below the moved category keeps its own part of the path and takes the new part above it.
const movePathsSql = statement(
  'product_move_paths',
  `update product_category set path = path[1 : array_position(path, $1)] || $2::uuid[], version = version + 1
   where tenant_id = tenant() and path @> array[$1::uuid] and id <> $1`,
)
const moveProductPathsSql = statement(
  'product_move_product_paths',
  `update product_product p set category_path = array(select a.id from unnest(p.category_ids) with ordinality c (id, n)
       join product_category k on k.tenant_id = tenant() and k.id = c.id, unnest(k.path) with ordinality a (id, n)
       group by a.id order by min(c.n * 100 + a.n))
   where p.tenant_id = tenant() and p.category_path @> array[$1::uuid]`,
)
const deleteCategorySql = statement(
  'product_delete_category',
  `delete from product_category c where c.tenant_id = tenant() and c.id = $1
     and not exists (select from product_category below where below.tenant_id = tenant() and below.parent_id = $1)
     and not exists (select from product_product p
       where p.tenant_id = tenant() and p.category_path @> array[$1::uuid])
   returning c.id`,
)

export type CategoryPosition = { depth: number; position: number; id: string }

export function listCategories(
  sql: Sql,
  below: string | null,
  page: CategoryPosition & { limit: number },
): Promise<Category[]> {
  return sql.query(listCategoriesSql, [below, page.depth, page.position, page.id, page.limit])
}

export function findCategories(sql: Sql, ids: readonly string[]): Promise<Category[]> {
  return sql.query(findCategoriesSql, [ids])
}

/** Every category, parents first. */
export function allCategories(sql: Sql): Promise<Category[]> {
  return sql.query(allCategoriesSql)
}

export type NewCategory = {
  id: string
  parent: Category | null
  slug: string
  name: LocalText
  position: number
}

export async function insertCategory(sql: Sql, category: NewCategory): Promise<Category> {
  const { id, parent, slug, name, position } = category
  const path = [id, ...(parent?.path ?? [])]
  const values = [id, parent?.id ?? null, path, slug, JSON.stringify(name), position]
  const [row] = await sql.query<Category>(insertCategorySql, values)
  if (!row) throw new Error('An inserted category cannot be read')
  return row
}

export async function isSlugTaken(sql: Sql, slug: string): Promise<boolean> {
  return (await sql.query(isSlugTakenSql, [slug])).length > 0
}

/** The category of this name under a parent, made when it is missing. `made` says that this call made it. */
export async function ensureCategory(
  sql: Sql,
  wanted: { id: string; parent: Category | null; name: string; slug: string; ownSlug: string },
): Promise<{ category: Category; made: boolean }> {
  const { id, parent, name, slug, ownSlug } = wanted
  const path = [id, ...(parent?.path ?? [])]
  const values = [id, parent?.id ?? null, path, slug, ownSlug, JSON.stringify({ en: name })]
  await sql.query(insertMissingCategorySql, values)
  const [category] = await sql.query<Category>(findCategoryByNameSql, [parent?.id ?? null, name])
  if (!category) throw new Error(`The category ${name} cannot be made: its address is taken`)
  return { category, made: category.id === id }
}

/** Nobody writes a category path until the transaction ends. */
export async function lockPaths(sql: Sql): Promise<void> {
  await sql.query(lockPathsSql)
}

/** Undefined when somebody else changed it since. */
export async function updateCategory(sql: Sql, category: Category): Promise<Category | undefined> {
  const { id, version, parentId, slug, name, position, path } = category
  const values = [id, version, parentId, slug, JSON.stringify(name), position, path]
  const [row] = await sql.query<Category>(updateCategorySql, values)
  return row
}

/** Gives what lies below a moved category, and its products, their new paths. */
export async function movePaths(sql: Sql, id: string, above: readonly string[]): Promise<void> {
  await sql.query(movePathsSql, [id, above])
  await sql.query(moveProductPathsSql, [id])
}

/** False when it still holds categories or products. */
export async function deleteCategory(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.query(deleteCategorySql, [id])
  return rows.length === 1
}
