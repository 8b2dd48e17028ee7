import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { ProductDocument, ProductWish, StoredProduct } from '../model/documents.ts'
import type { ProductStatus } from '../model.ts'

const documentOf = `json_build_object('title', p.title, 'description', p.description, 'brand', p.brand,
  'categoryIds', p.category_ids, 'taxClass', p.tax_class, 'tags', p.tags, 'optionNames', p.option_names,
  'attributes', p.attributes, 'metadata', p.metadata, 'words', p.words, 'media', p.media,
  'variants', (select coalesce(json_agg(json_build_object('sku', v.sku, 'barcode', v.barcode,
      'weightGrams', v.weight_grams, 'options', v.options, 'attributes', v.attributes) order by v.position), '[]')
    from product_variant v where v.tenant_id = p.tenant_id and v.product_id = p.id and not v.retired))`

const storedColumns = `p.id, p.vendor_id as "vendorId", p.external_id as "externalId", p.status, p.slug, p.version,
  ${documentOf} as document,
  (select coalesce(json_object_agg(v.sku, v.id), '{}') from product_variant v
    where v.tenant_id = p.tenant_id and v.product_id = p.id) as "variantIds"`

const lockProductSql = statement(
  'product_lock_product',
  `select ${storedColumns} from product_product p where p.tenant_id = tenant() and p.id = $1 for no key update of p`,
)
const lockByExternalSql = statement(
  'product_lock_by_external',
  `select ${storedColumns} from product_product p
   where p.tenant_id = tenant() and p.vendor_id = $1
     and (p.external_id = any($2) or (p.id = any($3::uuid[]) and p.external_id is null))
   order by p.id for no key update of p`,
)
const listStoredSql = statement(
  'product_list_stored',
  `select ${storedColumns} from product_product p
   where p.tenant_id = tenant() and p.vendor_id = $1 and p.id > $2 order by p.id limit $3`,
)
const findSkuOwnersSql = statement(
  'product_find_sku_owners',
  'select sku, product_id as "productId" from product_variant where tenant_id = tenant() and sku = any($1)',
)
const findSlugOwnersSql = statement(
  'product_find_slug_owners',
  'select slug, product_id as "productId" from product_slug where tenant_id = tenant() and slug = any($1)',
)
// Readers of category paths and the one who moves a category exclude each other, so that no path is left behind (INV-4).
const readPathsSql = statement(
  'product_read_paths',
  `select pg_advisory_xact_lock_shared(hashtext('product paths ' || tenant()))`,
)
const saveProductsSql = statement(
  'product_save_products',
  `insert into product_product as p (tenant_id, id, vendor_id, external_id, status, slug, version, title, description,
     brand, category_ids, category_path, tax_class, tags, option_names, attributes, metadata, words, media)
   select tenant(), r.id, r."vendorId", r."externalId", r.status, r.slug, r.version, r.title, r.description, r.brand,
     r."categoryIds",
     array(select a.id from unnest(r."categoryIds") with ordinality c (id, n)
       join product_category k on k.tenant_id = tenant() and k.id = c.id, unnest(k.path) with ordinality a (id, n)
       group by a.id order by min(c.n * 100 + a.n)),
     r."taxClass", r.tags, r."optionNames", r.attributes, r.metadata, r.words, r.media
   from jsonb_to_recordset($1::jsonb) r (id uuid, "vendorId" uuid, "externalId" text, status text, slug text,
     version integer, title jsonb, description jsonb, brand text, "categoryIds" uuid[], "taxClass" text, tags text[],
     "optionNames" text[], attributes jsonb, metadata jsonb, words jsonb, media jsonb)
   order by r.id
   on conflict (tenant_id, id) do update set
     status = excluded.status, slug = excluded.slug, version = excluded.version, title = excluded.title,
     description = excluded.description, brand = excluded.brand, category_ids = excluded.category_ids,
     category_path = excluded.category_path, tax_class = excluded.tax_class, tags = excluded.tags,
     option_names = excluded.option_names, attributes = excluded.attributes, metadata = excluded.metadata,
     words = excluded.words, media = excluded.media, updated_at = clock_timestamp(),
     rejection_reason = case excluded.status when 'rejected' then p.rejection_reason end
   where p.version = excluded.version - 1
   returning p.id`,
)
const saveSlugsSql = statement(
  'product_save_slugs',
  `insert into product_slug as s (tenant_id, slug, product_id)
   select tenant(), r.slug, r.id from jsonb_to_recordset($1::jsonb) r (slug text, id uuid)
   where not exists (select from product_slug k
     where k.tenant_id = tenant() and k.slug = r.slug and k.product_id = r.id)
   order by r.slug`,
)
const retireVariantsSql = statement(
  'product_retire_variants',
  `update product_variant v set retired = true
   from jsonb_to_recordset($1::jsonb) r (id uuid, skus text[])
   where v.tenant_id = tenant() and v.product_id = r.id and not v.retired and v.sku <> all (r.skus)`,
)
const saveVariantsSql = statement(
  'product_save_variants',
  `insert into product_variant (tenant_id, id, product_id, vendor_id, sku, barcode, weight_grams, options, attributes,
     position)
   select tenant(), r."variantId", r."productId", r."vendorId", r.sku, r.barcode, r."weightGrams", r.options,
     r.attributes, r.position
   from jsonb_to_recordset($1::jsonb) r ("variantId" uuid, "productId" uuid, "vendorId" uuid, sku text, barcode text,
     "weightGrams" integer, options jsonb, attributes jsonb, position integer)
   order by r.sku
   on conflict (tenant_id, id) do update set barcode = excluded.barcode, weight_grams = excluded.weight_grams,
     options = excluded.options, attributes = excluded.attributes, position = excluded.position, retired = false`,
)
// In the order of the rows: events of one product never overtake each other.
const publishManySql = statement(
  'product_publish_many',
  `insert into rialto_outbox (tenant_id, id, type, subject, data, traceparent)
   select tenant(), uuidv7(), x.value ->> 'type', x.value ->> 'subject', x.value -> 'data', $2
   from jsonb_array_elements($1::jsonb) with ordinality x (value, n) order by x.n`,
)
const moveProductSql = statement(
  'product_move_product',
  `update product_product set status = $2, rejection_reason = $3, version = version + 1, updated_at = clock_timestamp()
   where tenant_id = tenant() and id = $1 returning version`,
)

export async function lockProduct(sql: Sql, id: string): Promise<StoredProduct | undefined> {
  const [row] = await sql.query<StoredProduct>(lockProductSql, [id])
  return row
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A vendor's products by the ids of its own system, locked in one order. A product that has none goes by our id, as an
 * export names it.
 */
export function lockByExternal(sql: Sql, vendorId: string, externalIds: readonly string[]) {
  const ours = externalIds.filter((id) => uuid.test(id))
  return sql.query<StoredProduct>(lockByExternalSql, [vendorId, externalIds, ours])
}

/** A vendor's products behind an id, for the export. */
export function listStored(sql: Sql, vendorId: string, page: { after: string; limit: number }) {
  return sql.query<StoredProduct>(listStoredSql, [vendorId, page.after, page.limit])
}

export async function findSkuOwners(sql: Sql, skus: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ sku: string; productId: string }>(findSkuOwnersSql, [skus])
  return new Map(rows.map((row) => [row.sku, row.productId]))
}

export async function findSlugOwners(sql: Sql, slugs: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ slug: string; productId: string }>(findSlugOwnersSql, [slugs])
  return new Map(rows.map((row) => [row.slug, row.productId]))
}

export type ProductWrite = {
  wish: ProductWish
  slug: string
  version: number
  variantIds: Readonly<Record<string, string>>
}

/**
 * Writes products with their variants and addresses, each statement for the whole batch. False when one of them was
 * changed by somebody else since it was read.
 */
export async function saveProducts(
  sql: Sql,
  writes: readonly ProductWrite[],
  newId: () => string,
): Promise<boolean> {
  await sql.query(readPathsSql)
  const rows = writes.map(({ wish, slug, version }) => {
    const { variants: _variants, ...document } = wish.document
    return { ...document, ...identityOf(wish), slug, version }
  })
  const saved = await sql.query(saveProductsSql, [JSON.stringify(rows)])
  if (saved.length < rows.length) return false
  await sql.query(saveSlugsSql, [JSON.stringify(writes.map(({ wish, slug }) => ({ id: wish.id, slug })))])
  const kept = writes.filter(hasVariants).map(({ wish }) => ({ id: wish.id, skus: skusOf(wish.document) }))
  if (kept.length > 0) await sql.query(retireVariantsSql, [JSON.stringify(kept)])
  const variants = writes.flatMap(({ wish, variantIds }) =>
    wish.document.variants.map((variant, position) => ({
      ...variant,
      position,
      variantId: variantIds[variant.sku] ?? newId(),
      productId: wish.id,
      vendorId: wish.vendorId,
    })),
  )
  await sql.query(saveVariantsSql, [JSON.stringify(variants)])
  return true
}

function hasVariants({ variantIds }: ProductWrite): boolean {
  return Object.keys(variantIds).length > 0
}

/** Publishes the events of a batch in its commit. */
export async function publishMany(
  sql: Sql,
  events: readonly { type: string; subject: string; data: unknown }[],
  traceparent: string,
): Promise<void> {
  await sql.query(publishManySql, [JSON.stringify(events), traceparent])
}

export function skusOf(document: ProductDocument): string[] {
  return document.variants.map((variant) => variant.sku)
}

function identityOf({ id, vendorId, externalId, status }: ProductWish) {
  return { id, vendorId, externalId, status }
}

export async function moveProduct(
  sql: Sql,
  id: string,
  to: { status: ProductStatus; reason: string | null },
): Promise<number> {
  const [row] = await sql.query<{ version: number }>(moveProductSql, [id, to.status, to.reason])
  return row?.version ?? 0
}
