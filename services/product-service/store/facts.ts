import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { WordsByLanguage } from '../model/words.ts'
import type { FieldValues, LocalText, ProductStatus, TaxClass } from '../model.ts'

const imageOf = `jsonb_path_query_first(p.media, '$[*].hash') #>> '{}'`

const findVariantsSql = statement(
  'product_find_variants',
  `select v.id as "variantId", v.sku, v.product_id as "productId", v.vendor_id as "vendorId", p.slug, p.title,
     v.options, p.words, ${imageOf} as image, v.weight_grams as "weightGrams", p.tax_class as "taxClass",
     p.category_path as "categoryIds", case when v.retired then 'archived' else p.status end as status
   from product_variant v join product_product p on p.tenant_id = v.tenant_id and p.id = v.product_id
   where v.tenant_id = tenant() and (v.sku = any($1) or v.id = any($2::uuid[]))`,
)
const findProductsSql = statement(
  'product_find_products',
  `select p.id as "productId", p.vendor_id as "vendorId", p.status, p.slug, p.title, p.description, p.brand,
     p.category_path as "categoryIds", p.tags, p.attributes, p.words, ${imageOf} as image, p.created_at as "createdAt",
     (select round(avg(w.rating), 1)::float8 from product_review w
       where w.tenant_id = p.tenant_id and w.product_id = p.id and w.state = 'published') as rating,
     array(select c.name from unnest(p.category_path) with ordinality a (id, n)
       join product_category c on c.tenant_id = p.tenant_id and c.id = a.id order by a.n) as "categoryNames",
     (select coalesce(json_agg(json_build_object('variantId', v.id, 'sku', v.sku, 'options', v.options)
         order by v.position), '[]')
       from product_variant v where v.tenant_id = p.tenant_id and v.product_id = p.id and not v.retired) as variants
   from product_product p where p.tenant_id = tenant() and p.id = any($1::uuid[])`,
)
const listProductIdsSql = statement(
  'product_list_product_ids',
  `select id from product_product
   where tenant_id = tenant() and id > $1 and ($2::uuid is null or category_path @> array[$2])
   order by id limit $3`,
)

export type VariantFacts = {
  variantId: string
  sku: string
  productId: string
  vendorId: string
  slug: string
  title: LocalText
  options: Record<string, string>
  words: WordsByLanguage
  image: string | null
  weightGrams: number
  taxClass: TaxClass
  categoryIds: string[]
  status: ProductStatus
}

export type ProductFacts = {
  productId: string
  vendorId: string
  status: ProductStatus
  slug: string
  title: LocalText
  description: LocalText
  brand: string | null
  categoryIds: string[]
  categoryNames: LocalText[]
  tags: string[]
  attributes: FieldValues
  words: WordsByLanguage
  image: string | null
  rating: number | null
  variants: { variantId: string; sku: string; options: Record<string, string> }[]
  createdAt: Date
}

export function findVariants(sql: Sql, skus: readonly string[], variantIds: readonly string[]) {
  return sql.query<VariantFacts>(findVariantsSql, [skus, variantIds])
}

export function findProducts(sql: Sql, productIds: readonly string[]) {
  return sql.query<ProductFacts>(findProductsSql, [productIds])
}

export async function listProductIds(
  sql: Sql,
  page: { after: string; categoryId: string | null; limit: number },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(listProductIdsSql, [page.after, page.categoryId, page.limit])
  return rows.map((row) => row.id)
}
