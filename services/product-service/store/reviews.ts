import type { Sql, Tx } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { ReviewRow, Written } from '../model/reviews.ts'
import type { ProductStatus } from '../model.ts'

const columns = `r.id as "reviewId", r.product_id as "productId", r.vendor_id as "vendorId", r.author_id as "authorId",
  r.rating, r.title, r.text, r.language, r.verified_purchase as "verifiedPurchase", r.state,
  r.hidden_reason as "hiddenReason", r.answer, r.answered_at as "answeredAt", r.version, r.created_at as "createdAt",
  r.edited_at as "editedAt"`
const named = `${columns}, n.shown_name as "shownName"`
const nameJoin = 'left join product_review_name n on n.tenant_id = r.tenant_id and n.review_id = r.id'

const findReviewedSql = statement(
  'product_find_reviewed',
  'select id, vendor_id as "vendorId", status from product_product where tenant_id = tenant() and id = $1',
)
const insertReviewSql = statement(
  'product_insert_review',
  `with r as (
     insert into product_review (tenant_id, id, product_id, vendor_id, author_id, rating, title, text, language,
       verified_purchase, created_at)
     values (tenant(), $1, $2, $3, $4, $5, $6, $7, $8, true, $9)
     on conflict on constraint product_review_author do nothing
     returning *
   ), n as (
     insert into product_review_name (tenant_id, review_id, shown_name) select tenant_id, id, $10 from r
     returning shown_name
   )
   select ${named} from r cross join n`,
)
const findOwnSql = statement(
  'product_find_own_review',
  `select ${named} from product_review r ${nameJoin}
   where r.tenant_id = tenant() and r.product_id = $1 and r.author_id = $2`,
)
const lockReviewSql = statement(
  'product_lock_review',
  `select ${named} from product_review r ${nameJoin}
   where r.tenant_id = tenant() and r.id = $1 for no key update of r`,
)
const saveReviewSql = statement(
  'product_save_review',
  `update product_review set rating = $2, title = $3, text = $4, language = $5, state = $6, hidden_reason = $7,
     answer = $8, answered_at = $9, edited_at = $10, version = version + 1
   where tenant_id = tenant() and id = $1 returning version`,
)
const saveNameSql = statement(
  'product_save_review_name',
  `insert into product_review_name (tenant_id, review_id, shown_name) values (tenant(), $1, $2)
   on conflict (tenant_id, review_id) do update set shown_name = excluded.shown_name`,
)
const deleteReviewSql = statement(
  'product_delete_review',
  'delete from product_review where tenant_id = tenant() and id = $1',
)
// One number by which each order sorts downwards: a page goes on behind it.
const sortKey = `case $2 when 'highest' then r.rating when 'lowest' then -r.rating
  else extract(epoch from r.created_at) * 1000 end::float8`
const listShownSql = statement(
  'product_list_reviews',
  `select ${named}, ${sortKey} as "sortKey" from product_review r ${nameJoin}
   where r.tenant_id = tenant() and r.product_id = $1 and r.state = 'published'
     and ($3::int is null or r.rating = $3) and (${sortKey}, r.id) < ($4::float8, $5::uuid)
   order by "sortKey" desc, r.id desc limit $6`,
)
const countRatingsSql = statement(
  'product_count_ratings',
  `select rating::text, count(*)::int as count from product_review
   where tenant_id = tenant() and product_id = $1 and state = 'published' group by rating`,
)
const listAllSql = statement(
  'product_list_all_reviews',
  `select ${named} from product_review r ${nameJoin}
   where r.tenant_id = tenant() and r.id < $1 and ($2::text is null or r.state = $2)
     and ($3::uuid is null or r.product_id = $3) and ($4::uuid is null or r.vendor_id = $4)
     and ($5::uuid is null or r.vendor_id = $5)
   order by r.id desc limit $6`,
)
const importReviewsSql = statement(
  'product_import_reviews',
  `with wanted as (
     select w.*, v.product_id, v.vendor_id
     from jsonb_to_recordset($1::jsonb) w ("reviewId" uuid, "externalId" text, sku text, rating smallint, title text,
       text text, language text, "shownName" text, "verifiedPurchase" boolean, "createdAt" timestamptz, answer jsonb)
     join product_variant v on v.tenant_id = tenant() and v.sku = w.sku
   ), added as (
     insert into product_review (tenant_id, id, product_id, vendor_id, external_id, rating, title, text, language,
       verified_purchase, created_at, answer, answered_at)
     select tenant(), "reviewId", product_id, vendor_id, "externalId", rating, title, text, language,
       "verifiedPurchase", "createdAt", answer ->> 'text', (answer ->> 'answeredAt')::timestamptz
     from wanted order by "externalId"
     on conflict on constraint product_review_external do nothing
     returning id, product_id, rating
   ), names as (
     insert into product_review_name (tenant_id, review_id, shown_name)
     select tenant(), a.id, w."shownName" from added a join wanted w on w."reviewId" = a.id
   ), told as (
     insert into rialto_outbox (tenant_id, id, type, subject, data, traceparent)
     select tenant(), uuidv7(), 'review.published', id,
       jsonb_build_object('reviewId', id, 'productId', product_id, 'rating', rating), $2
     from added order by id
   )
   select (select count(*)::int from added) as added,
     array(select distinct w.sku from jsonb_to_recordset($1::jsonb) w (sku text)
       where not exists (select from wanted k where k.sku = w.sku) order by w.sku) as "unknownSkus"`,
)

/** What a review is written about: the product's vendor, and whether it is in the shop. */
export async function findReviewed(sql: Sql, productId: string) {
  const [row] = await sql.query<{ id: string; vendorId: string; status: ProductStatus }>(findReviewedSql, [
    productId,
  ])
  return row
}

export type NewReview = Written & {
  reviewId: string
  productId: string
  vendorId: string
  authorId: string
  createdAt: Date
}

/** Undefined when the person reviewed the product already. */
export async function insertReview(tx: Tx, review: NewReview): Promise<ReviewRow | undefined> {
  const { reviewId, productId, vendorId, authorId, rating, title, text, language, createdAt } = review
  const values = [reviewId, productId, vendorId, authorId, rating, title, text, language, createdAt]
  const [row] = await tx.query<ReviewRow>(insertReviewSql, [...values, review.shownName])
  return row
}

export async function findOwnReview(
  sql: Sql,
  productId: string,
  authorId: string,
): Promise<ReviewRow | undefined> {
  const [row] = await sql.query<ReviewRow>(findOwnSql, [productId, authorId])
  return row
}

/** A review that nobody else changes until the commit. */
export async function lockReview(tx: Tx, reviewId: string): Promise<ReviewRow | undefined> {
  const [row] = await tx.query<ReviewRow>(lockReviewSql, [reviewId])
  return row
}

/** Writes what changed of a locked review, and gives it back with its new version. */
export async function saveReview(tx: Tx, review: ReviewRow): Promise<ReviewRow> {
  const { reviewId, rating, title, text, language, state, hiddenReason, answer, answeredAt, editedAt } =
    review
  const values = [reviewId, rating, title, text, language, state, hiddenReason, answer, answeredAt, editedAt]
  const [row] = await tx.query<{ version: number }>(saveReviewSql, values)
  if (!row) throw new Error('A review that is locked was deleted by somebody else')
  if (review.shownName !== null) await tx.query(saveNameSql, [reviewId, review.shownName])
  return { ...review, version: row.version }
}

export async function deleteReview(tx: Tx, reviewId: string): Promise<void> {
  await tx.query(deleteReviewSql, [reviewId])
}

export type ShownFilter = { productId: string; sortBy: string; rating: number | null }

export function listShownReviews(
  sql: Sql,
  filter: ShownFilter,
  page: { key: number; id: string; limit: number },
): Promise<(ReviewRow & { sortKey: number })[]> {
  const { productId, sortBy, rating } = filter
  return sql.query(listShownSql, [productId, sortBy, rating, page.key, page.id, page.limit])
}

/** How many reviews give how many stars. */
export async function countRatings(sql: Sql, productId: string): Promise<Record<string, number>> {
  const rows = await sql.query<{ rating: string; count: number }>(countRatingsSql, [productId])
  return Object.fromEntries(rows.map(({ rating, count }) => [rating, count]))
}

export type AnyFilter = {
  state: string | null
  productId: string | null
  vendorId: string | null
  scope: string | null
}

export function listAllReviews(
  sql: Sql,
  filter: AnyFilter,
  page: { before: string; limit: number },
): Promise<ReviewRow[]> {
  const { state, productId, vendorId, scope } = filter
  return sql.query(listAllSql, [page.before, state, productId, vendorId, scope, page.limit])
}

export type ImportedReview = Written & {
  reviewId: string
  externalId: string
  sku: string
  verifiedPurchase: boolean
  createdAt: string
  answer?: { text: string; answeredAt: string } | undefined
}

/** Adds reviews that are not known by their `externalId` yet, and tells of them. */
export async function importReviews(
  sql: Sql,
  reviews: readonly ImportedReview[],
  traceparent: string,
): Promise<{ added: number; unknownSkus: string[] }> {
  const values = [JSON.stringify(reviews), traceparent]
  const [row] = await sql.query<{ added: number; unknownSkus: string[] }>(importReviewsSql, values)
  if (!row) throw new Error('An import of reviews gave no answer')
  return row
}
