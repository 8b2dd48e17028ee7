import type { SortOrder, Sql } from '@rialto/core'
import { bothWays, statement } from '@rialto/postgres'
import type { Picture, VariantDocument } from '../model/documents.ts'
import type { WordsByLanguage } from '../model/words.ts'
import type { FieldValues, LocalText, ProductStatus, TaxClass } from '../model.ts'

/** Among how many neighbours the ones in stock are looked for. */
const neighboursMax = 12

// One statement, one round trip: the product, its variants, its categories and its neighbours.
const readProduct = (where: string) => `
  select p.id, p.vendor_id as "vendorId", p.external_id as "externalId", p.status, p.slug, p.title, p.description, p.brand,
    p.category_ids as "categoryIds", p.tax_class as "taxClass", p.tags, p.option_names as "optionNames", p.attributes,
    p.metadata, p.words, p.media, p.rejection_reason as "rejectionReason", p.version, p.created_at as "createdAt",
    p.updated_at as "updatedAt",
    (select coalesce(json_agg(json_build_object('variantId', v.id, 'sku', v.sku, 'barcode', v.barcode,
        'weightGrams', v.weight_grams, 'options', v.options, 'attributes', v.attributes) order by v.position), '[]')
      from product_variant v where v.tenant_id = p.tenant_id and v.product_id = p.id and not v.retired) as variants,
    (select coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) order by a.n), '[]')
      from unnest(p.category_path) with ordinality a (id, n)
      join product_category c on c.tenant_id = p.tenant_id and c.id = a.id) as categories,
    (select coalesce(json_agg(n), '[]') from (
      select o.id, o.vendor_id as "vendorId", o.slug, o.title, jsonb_path_query_first(o.media, '$[*].hash') #>> '{}' as image,
        (select round(avg(w.rating), 1)::float8 from product_review w
          where w.tenant_id = o.tenant_id and w.product_id = o.id and w.state = 'published') as rating,
        array(select v.sku from product_variant v
          where v.tenant_id = o.tenant_id and v.product_id = o.id and not v.retired order by v.position) as skus
      from product_product o
      where o.tenant_id = p.tenant_id and o.category_ids[1] = p.category_ids[1] and o.status = 'active' and o.id <> p.id
      order by o.id desc limit ${neighboursMax}) n) as neighbours,
    (select coalesce(json_object_agg(w.rating, w.count), '{}') from (
      select rating, count(*)::int as count from product_review
      where tenant_id = p.tenant_id and product_id = p.id and state = 'published' group by rating) w) as ratings
  from product_product p where p.tenant_id = tenant() and ${where}`

const readByIdSql = statement('product_read_by_id', readProduct('p.id = $1'))
const readBySlugSql = statement(
  'product_read_by_slug',
  readProduct(
    'p.id = (select s.product_id from product_slug s where s.tenant_id = tenant() and s.slug = $1)',
  ),
)
// As much of a title as orders a list and fits into a cursor; the index product_product_title is made of it.
const titleKey = `left(lower(p.title ->> 'en'), 60)`

function listText(beyond: string, order: string): string {
  return `select p.id, p.vendor_id as "vendorId", p.external_id as "externalId", p.status, p.slug,
     p.title ->> 'en' as title, ${titleKey} as "titleKey",
     jsonb_path_query_first(p.media, '$[*].hash') #>> '{}' as image, p.version, p.created_at as "createdAt",
     p.updated_at as "updatedAt", v.sku, v.count as "variantCount"
   from product_product p cross join lateral (
     select (array_agg(v.sku order by v.position))[1] as sku, count(*)::int as count
     from product_variant v where v.tenant_id = p.tenant_id and v.product_id = p.id and not v.retired) v
   where p.tenant_id = tenant() and ${beyond} and ($2::uuid is null or p.vendor_id = $2)
     and ($3::text is null or p.status = $3) and ($4::uuid is null or p.category_path @> array[$4])
     and ($5::text is null or p.id = (select s.product_id from product_variant s
       where s.tenant_id = tenant() and s.sku = $5))
     and ($7::text is null or strpos(lower(concat_ws(' ', p.title ->> 'en', p.title ->> 'de', p.title ->> 'ar')), $7) > 0
       or exists (select from product_variant w
         where w.tenant_id = p.tenant_id and w.product_id = p.id and not w.retired and strpos(lower(w.sku), $7) = 1))
   order by ${order} limit $6`
}

const listSql = {
  created: bothWays('product_list_products', (order, beyond) =>
    listText(`p.id ${beyond} $1`, `p.id ${order}`),
  ),
  title: bothWays('product_list_products_by_title', (order, beyond) =>
    listText(
      `($8::text is null or (${titleKey}, p.id) ${beyond} ($8, $1))`,
      `${titleKey} ${order}, p.id ${order}`,
    ),
  ),
}

export type ProductRow = {
  id: string
  vendorId: string
  externalId: string | null
  status: ProductStatus
  slug: string
  title: LocalText
  description: LocalText
  brand: string | null
  categoryIds: string[]
  taxClass: TaxClass
  tags: string[]
  optionNames: string[]
  attributes: FieldValues
  metadata: FieldValues
  words: WordsByLanguage
  media: Picture[]
  rejectionReason: string | null
  version: number
  createdAt: Date
  updatedAt: Date
  variants: (VariantDocument & { variantId: string })[]
  categories: { id: string; slug: string; name: LocalText }[]
  neighbours: Neighbour[]
  /** How many published reviews give how many stars. */
  ratings: Record<string, number>
}

/** Another product of the same category. */
export type Neighbour = {
  id: string
  vendorId: string
  slug: string
  title: LocalText
  image: string | null
  rating: number | null
  skus: string[]
}

export async function readById(sql: Sql, id: string): Promise<ProductRow | undefined> {
  const [row] = await sql.query<ProductRow>(readByIdSql, [id])
  return row
}

/** By any address that the product ever had: compare `slug` to know whether it is the present one. */
export async function readBySlug(sql: Sql, slug: string): Promise<ProductRow | undefined> {
  const [row] = await sql.query<ProductRow>(readBySlugSql, [slug])
  return row
}

export type ListedProduct = {
  id: string
  vendorId: string
  externalId: string | null
  status: ProductStatus
  slug: string
  title: string
  image: string | null
  version: number
  /** Orders the list; not for people. */
  titleKey: string
  createdAt: Date
  updatedAt: Date
  sku: string | null
  variantCount: number
}

export type ProductFilter = {
  vendorId: string | null
  status: ProductStatus | null
  categoryId: string | null
  sku: string | null
  /** In small letters. */
  words: string | null
}

export type ProductPage = {
  /** The last product of the page before; its title key where the list is by title, and null before the first page. */
  after: { id: string; titleKey: string | null }
  by: 'created' | 'title'
  order: SortOrder
  limit: number
}

export function listProducts(sql: Sql, filter: ProductFilter, { after, by, order, limit }: ProductPage) {
  const { vendorId, status, categoryId, sku, words } = filter
  const values = [after.id, vendorId, status, categoryId, sku, limit, words]
  return sql.query<ListedProduct>(listSql[by][order], by === 'title' ? [...values, after.titleKey] : values)
}
