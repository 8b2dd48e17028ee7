import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Document, Localised, Neighbour, Offer } from '../model.ts'

const weighted = (part: string, config: string) => `
  setweight(to_tsvector('${config}', r.${part} ->> 'a'), 'A') || setweight(to_tsvector('${config}', r.${part} ->> 'b'), 'B') ||
  setweight(to_tsvector('${config}', r.${part} ->> 'c'), 'C') || setweight(to_tsvector('${config}', r.${part} ->> 'd'), 'D')`

const readClockSql = statement('search_read_clock', 'select database_clock()::text as now')
// What was read later is there already: then the words need not be cut again.
const saveDocumentsSql = statement(
  'search_save_documents',
  `insert into search_document as d (tenant_id, product_id, active, vendor_id, vendor_name, slug, title, title_key,
     description, brand, image, category_ids, category_names, attributes, prices, offers, in_stock, rating, created_at,
     vocabulary, words, read_at)
   select tenant(), r."productId", r.active, r."vendorId", r."vendorName", r.slug, r.title, r."titleKey", r.description,
     r.brand, r.image, r."categoryIds", r."categoryNames", r.attributes, r.prices, r.offers, r."inStock", r.rating,
     r."createdAt", r.vocabulary, ${weighted('en', 'english')} || ${weighted('de', 'german')} || ${weighted('ar', 'arabic')}, $2
   from jsonb_to_recordset($1::jsonb) r ("productId" uuid, active boolean, "vendorId" uuid, "vendorName" text, slug text,
     title jsonb, "titleKey" text, description jsonb, brand text, image text, "categoryIds" uuid[],
     "categoryNames" jsonb, attributes jsonb, prices jsonb, offers jsonb, "inStock" boolean, rating numeric,
     "createdAt" timestamptz, vocabulary text[], en jsonb, de jsonb, ar jsonb)
   where not exists (select from search_document k
     where k.tenant_id = tenant() and k.product_id = r."productId" and k.read_at >= $2)
   order by r."productId"
   on conflict (tenant_id, product_id) do update set active = excluded.active, vendor_id = excluded.vendor_id,
     vendor_name = excluded.vendor_name, slug = excluded.slug, title = excluded.title, title_key = excluded.title_key,
     description = excluded.description, brand = excluded.brand, image = excluded.image,
     category_ids = excluded.category_ids, category_names = excluded.category_names,
     attributes = excluded.attributes, prices = excluded.prices, offers = excluded.offers, in_stock = excluded.in_stock,
     rating = excluded.rating, created_at = excluded.created_at, vocabulary = excluded.vocabulary, words = excluded.words,
     read_at = excluded.read_at
   where d.read_at < excluded.read_at`,
)
const addWordsSql = statement(
  'search_add_words',
  `insert into search_word (tenant_id, word) select tenant(), w from unnest($1::text[]) w order by w
   on conflict do nothing`,
)
const claimCountSql = statement(
  'search_claim_count',
  `insert into search_state as s (tenant_id, words_counted_at) values (tenant(), database_clock())
   on conflict (tenant_id) do update set words_counted_at = excluded.words_counted_at
   where exists (select from search_document d where d.tenant_id = tenant() and d.read_at > s.words_counted_at)
   returning words_counted_at`,
)
const countWordsSql = statement(
  'search_count_words',
  `with counted as materialized (
     select w as word, count(*)::int as documents from search_document d, unnest(d.vocabulary) w
     where d.tenant_id = tenant() and d.active group by w
   ), gone as (
     delete from search_word s where s.tenant_id = tenant() and not exists (select from counted c where c.word = s.word)
   )
   insert into search_word as s (tenant_id, word, documents)
   select tenant(), word, documents from counted order by word
   on conflict (tenant_id, word) do update set documents = excluded.documents where s.documents <> excluded.documents`,
)
const findSql = statement(
  'search_find_documents',
  'select search_find_documents_v1($1) as found',
  'by values',
)
const countFacetsSql = statement(
  'search_count_facets',
  'select search_count_facets_v1($1) as facets',
  'by values',
)
const findNeighboursSql = statement(
  'search_find_neighbours',
  'select word, near, documents from search_find_neighbours_v1(tenant(), $1)',
  'by values',
)
const suggestSql = statement(
  'search_suggest',
  'select title, product_id as "productId", slug from search_suggest_v1(tenant(), $1, $2, $3)',
  'by values',
)
const saveNamesSql = statement(
  'search_save_names',
  `insert into search_name as n (tenant_id, id, name, read_at)
   select tenant(), r.id, r.name, $2 from jsonb_to_recordset($1::jsonb) r (id uuid, name jsonb) order by r.id
   on conflict (tenant_id, id) do update set name = excluded.name, read_at = excluded.read_at
   where n.read_at < excluded.read_at and n.name <> excluded.name`,
)

/** The moment before something is read from other services, by the database's clock. */
export async function readClock(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ now: string }>(readClockSql)
  if (!row) throw new Error('The database gave no time')
  return row.now
}

/** Saves what was read at a moment. What was read later stays (INV-1). */
export async function saveDocuments(sql: Sql, documents: readonly Document[], readAt: string): Promise<void> {
  if (documents.length === 0) return
  await sql.query(saveDocumentsSql, [JSON.stringify(documents), readAt])
  await sql.query(saveNamesSql, [JSON.stringify(namesOf(documents)), readAt])
  const words = new Set(documents.flatMap((document) => (document.active ? document.vocabulary : [])))
  if (words.size > 0) await sql.query(addWordsSql, [[...words]])
}

function namesOf(documents: readonly Document[]) {
  const names = new Map<string, Localised>()
  for (const { categoryIds, categoryNames, vendorId, vendorName } of documents) {
    for (const [index, id] of categoryIds.entries()) names.set(id, categoryNames[index] ?? { en: '' })
    names.set(vendorId, { en: vendorName })
  }
  return [...names].map(([id, name]) => ({ id, name }))
}

/** Counts in how many products each word stands, when products changed since the last count. */
export async function countWords(sql: Sql): Promise<void> {
  const claimed = await sql.query(claimCountSql)
  if (claimed.length > 0) await sql.query(countWordsSql)
}

export type Found = {
  matches: boolean
  found: {
    productId: string
    vendorId: string
    vendorName: string
    slug: string
    brand: string | null
    image: string | null
    inStock: boolean
    rating: number | null
    price: number | null
    offer: Offer | null
    score: number
    title: string
    markedTitle: string
    markedDescription: string | null
  }[]
}

export async function findDocuments(sql: Sql, wanted: Record<string, unknown>): Promise<Found> {
  const [row] = await sql.query<{ found: Found }>(findSql, [JSON.stringify(wanted)])
  if (!row) throw new Error('The search answered nothing')
  return row.found
}

export type Facets = {
  /** Rows that were looked at. */
  counted: number
  total: number
  brands: { value: string; count: number }[]
  categories: { value: string; count: number; name: Localised | null }[]
  vendors: { value: string; count: number; name: Localised | null }[]
  price: {
    min: number | null
    max: number | null
    ranges: { min: number; max: number | null; count: number }[]
  }
  inStock: { true: number; false: number }
  onSale: { true: number; false: number }
  ratings: { from: number; count: number }[]
}

export async function countFacets(sql: Sql, wanted: Record<string, unknown>): Promise<Facets> {
  const [row] = await sql.query<{ facets: Facets }>(countFacetsSql, [JSON.stringify(wanted)])
  if (!row) throw new Error('The search counted nothing')
  return row.facets
}

/** Known words that are spelled like those of the given words that nobody knows. */
export function findNeighbours(sql: Sql, words: readonly string[]): Promise<Neighbour[]> {
  return sql.query(findNeighboursSql, [words])
}

export function suggest(sql: Sql, query: string, options: { language: string; max: number }) {
  return sql.query<{ title: string; productId: string; slug: string }>(suggestSql, [
    query,
    options.language,
    options.max,
  ])
}
