import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Document, Localised } from './model.ts'

const upsertSql = statement(
  'search_upsert_document',
  `insert into search_document as d (tenant_id, product_id, vendor_id, vendor_name, slug, title, description, brand,
     image, category_ids, category_names, attributes, prices, in_stock, created_at, words, spelled)
   select tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
     setweight(to_tsvector('english', coalesce($5::jsonb ->> 'en', '')), 'A')
       || setweight(to_tsvector('german', coalesce($5::jsonb ->> 'de', '')), 'A')
       || setweight(to_tsvector('arabic', coalesce($5::jsonb ->> 'ar', '')), 'A')
       || setweight(to_tsvector('simple', $15), 'B') || setweight(to_tsvector('english', $15), 'B')
       || setweight(to_tsvector('english', $16), 'C')
       || setweight(to_tsvector('english', left(coalesce($6::jsonb ->> 'en', ''), 4000)), 'D')
       || setweight(to_tsvector('german', left(coalesce($6::jsonb ->> 'de', ''), 4000)), 'D')
       || setweight(to_tsvector('arabic', left(coalesce($6::jsonb ->> 'ar', ''), 4000)), 'D'),
     $17
   on conflict (tenant_id, product_id) do update set
     vendor_id = excluded.vendor_id, vendor_name = excluded.vendor_name, slug = excluded.slug, title = excluded.title,
     description = excluded.description, brand = excluded.brand, image = excluded.image,
     category_ids = excluded.category_ids, category_names = excluded.category_names, attributes = excluded.attributes,
     prices = excluded.prices, in_stock = excluded.in_stock, created_at = excluded.created_at, words = excluded.words,
     spelled = excluded.spelled
   where (d.vendor_name, d.slug, d.title, d.description, d.brand, d.image, d.category_ids, d.attributes, d.prices, d.in_stock)
     is distinct from (excluded.vendor_name, excluded.slug, excluded.title, excluded.description, excluded.brand,
       excluded.image, excluded.category_ids, excluded.attributes, excluded.prices, excluded.in_stock)`,
)
const deleteSql = statement(
  'search_delete_document',
  'delete from search_document where tenant_id = tenant() and product_id = $1',
)
const findSql = statement('search_find_documents', 'select search_find_documents_v1($1) as found')
const suggestSql = statement(
  'search_suggest',
  'select title, product_id as "productId", slug from search_suggest_v1(tenant(), $1, $2, $3)',
)
const readSql = statement(
  'search_read_documents',
  `select product_id as "productId", vendor_id as "vendorId", vendor_name as "vendorName", slug, title, brand, image,
     prices, in_stock as "inStock", rating::float8 as rating
   from search_document where tenant_id = tenant() and product_id = any($1)`,
)
const categoryNamesSql = statement(
  'search_category_names',
  `select distinct on (c.id) c.id, (d.category_names -> (c.n - 1)::int) as name
   from search_document d, unnest(d.category_ids) with ordinality c (id, n)
   where d.tenant_id = tenant() and d.category_ids && $1::uuid[] and c.id = any($1::uuid[])
   order by c.id`,
)

export async function upsertDocument(sql: Sql, document: Document): Promise<void> {
  const { title, description, categoryNames, attributes, tags, brand } = document
  const names = categoryNames.flatMap((name) => Object.values(name))
  const keywords = [brand ?? '', ...tags, ...names].join(' ')
  const facts = Object.entries(attributes)
    .map(([key, value]) => `${key} ${value}`)
    .join(' ')
  const spelled = [...Object.values(title), brand ?? ''].join(' ').toLowerCase()
  await sql.query(upsertSql, [
    document.productId,
    document.vendorId,
    document.vendorName,
    document.slug,
    JSON.stringify(title),
    JSON.stringify(description),
    brand,
    document.image,
    document.categoryIds,
    JSON.stringify(categoryNames),
    JSON.stringify(attributes),
    JSON.stringify(document.prices),
    document.inStock,
    document.createdAt,
    keywords,
    facts.slice(0, 8_000),
    spelled,
  ])
}

export async function deleteDocument(sql: Sql, productId: string): Promise<void> {
  await sql.query(deleteSql, [productId])
}

export type Found = {
  corrected: string | null
  total: number
  found: { productId: string; score: number; title: string; description: string | null }[]
  brands: { value: string; count: number }[]
  categories: { value: string; count: number }[]
  vendors: { value: string; name: string; count: number }[]
  price: { min: number | null; max: number | null; currency: string }
  inStock: { true: number; false: number }
}

export async function findDocuments(sql: Sql, wanted: Record<string, unknown>): Promise<Found> {
  const [row] = await sql.query<{ found: Found }>(findSql, [JSON.stringify(wanted)])
  if (!row) throw new Error('The search answered nothing')
  return row.found
}

export type ShownDocument = {
  productId: string
  vendorId: string
  vendorName: string
  slug: string
  title: Localised
  brand: string | null
  image: string | null
  prices: Record<string, number>
  inStock: boolean
  rating: number | null
}

export function readDocuments(sql: Sql, productIds: readonly string[]): Promise<ShownDocument[]> {
  return sql.query(readSql, [productIds])
}

export function findCategoryNames(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; name: Localised | null }[]> {
  return sql.query(categoryNamesSql, [ids])
}

export function suggest(sql: Sql, query: string, options: { language: string; max: number }) {
  return sql.query<{ title: string; productId: string; slug: string }>(suggestSql, [
    query,
    options.language,
    options.max,
  ])
}
