import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { QuoteDocument } from '../model/quote.ts'
import type { CartWithContact } from './carts.ts'

const insertQuoteSql = statement(
  'order_insert_quote',
  `insert into order_quote (tenant_id, id, cart_id, cart_version, digest, document, expires_at)
   values (tenant(), $1, $2, $3, $4, $5, database_clock() + make_interval(secs => $6))
   on conflict (tenant_id, id) do nothing`,
)
const findSubmissionSql = statement(
  'order_find_submission',
  `select database_clock() as clock, c.id is not null as "isFound", c.id as "cartId", c.version, c.state,
     c.order_id as "orderId", c.currency, c.language, c.country, c.lines, c.shipping, c.codes,
     c.hold_attempt as "holdAttempt", k.email, k.shipping_address as "shippingAddress",
     k.billing_address as "billingAddress",
     q.id as "quoteId", q.digest, q.cart_version as "quotedVersion", q.document,
     coalesce(q.expires_at > database_clock(), false) as "isQuoteValid",
     i.fingerprint, i.status, i.reply,
     extract(epoch from clock_timestamp() - i.created_at)::float8 as "replyAgeSeconds"
   from (values (1)) one
   left join order_cart c on c.tenant_id = tenant() and c.id = $1 and c.owner_id = $2
   left join order_contact k on k.tenant_id = c.tenant_id and k.id = c.id
   left join order_quote q on q.tenant_id = c.tenant_id and q.id = $3 and q.cart_id = c.id
   left join rialto_idempotency i on i.tenant_id = tenant() and i.id = $4`,
)
const deleteQuotesSql = statement(
  'order_delete_old_quotes',
  `with old as (
     delete from order_quote where (tenant_id, id) in (
       select tenant_id, id from order_quote
       where tenant_id = tenant() and expires_at < database_clock() - interval '1 day' limit $1)
     returning 1
   )
   select count(*)::int as deleted from old`,
)

export type NewQuote = { cartId: string; cartVersion: number; document: QuoteDocument }

export async function insertQuote(sql: Sql, { cartId, cartVersion, document }: NewQuote): Promise<void> {
  const { quoteId, digest, validSeconds } = document.quote
  await sql.query(insertQuoteSql, [
    quoteId,
    cartId,
    cartVersion,
    digest,
    JSON.stringify(document),
    validSeconds,
  ])
}

export type StoredReply = { fingerprint: string; status: number; text: string; ageSeconds: number }

/** All that the creation of an order reads, at one moment of the database's clock. */
export type Submission = {
  clock: Date
  reply: StoredReply | null
  cart: (CartWithContact & { holdAttempt: number }) | null
  quote: { digest: string; cartVersion: number; isValid: boolean; document: QuoteDocument } | null
}

type SubmissionRow = CartWithContact & {
  clock: Date
  isFound: boolean
  holdAttempt: number
  quoteId: string | null
  digest: string
  quotedVersion: number
  document: QuoteDocument
  isQuoteValid: boolean
  fingerprint: string | null
  status: number | null
  reply: string | null
  replyAgeSeconds: number
}

export async function findSubmission(
  sql: Sql,
  wanted: { cartId: string; ownerId: string; quoteId: string; keyId: string },
): Promise<Submission> {
  const values = [wanted.cartId, wanted.ownerId, wanted.quoteId, wanted.keyId]
  const [row] = await sql.query<SubmissionRow>(findSubmissionSql, values)
  if (!row) throw new Error('The one row of a submission is missing')
  const { clock, isFound, quoteId, digest, quotedVersion, document, isQuoteValid, ...rest } = row
  const { fingerprint, status, reply, replyAgeSeconds, ...cart } = rest
  return {
    clock,
    cart: isFound ? cart : null,
    quote: quoteId === null ? null : { digest, cartVersion: quotedVersion, isValid: isQuoteValid, document },
    reply:
      fingerprint === null || status === null || reply === null
        ? null
        : { fingerprint, status, text: reply, ageSeconds: replyAgeSeconds },
  }
}

export async function deleteOldQuotes(sql: Sql, quotesMax: number): Promise<number> {
  const [row] = await sql.query<{ deleted: number }>(deleteQuotesSql, [quotesMax])
  return row?.deleted ?? 0
}
