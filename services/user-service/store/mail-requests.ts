import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

export type MailKind = 'verify_email' | 'reset_password' | 'account_exists'

const recentSql = statement(
  'user_recent_mails',
  `select count(*)::int as "today",
     count(*) filter (where created_at > database_clock() - make_interval(secs => $3))::int as "lately"
   from user_mail_request
   where tenant_id = tenant() and user_id = $1 and kind = $2 and created_at > database_clock() - interval '1 day'`,
)
const insertSql = statement(
  'user_insert_mail_request',
  `insert into user_mail_request
     (tenant_id, id, user_id, kind, token, token_digest, registration, created_at, expires_at)
   values (tenant(), $1, $2, $3, $4, $5, $6, database_clock(), database_clock() + make_interval(secs => $7))`,
)
const readSql = statement(
  'user_read_mail_request',
  `select id, user_id as "userId", kind, token,
     floor(extract(epoch from expires_at - database_clock()))::int as "secondsLeft"
   from user_mail_request
   where tenant_id = tenant() and id = $1 and used_at is null and expires_at > database_clock()`,
)
const listSql = statement(
  'user_list_mail_requests',
  `select id as "requestId", kind from user_mail_request
   where tenant_id = tenant() and user_id = $1 and used_at is null and expires_at > database_clock()
   order by created_at desc limit 100`,
)
const findByTokenSql = statement(
  'user_find_mail_request',
  `select id, user_id as "userId", registration, used_at is not null as used,
     expires_at <= database_clock() as expired
   from user_mail_request where tenant_id = tenant() and token_digest = $1 and kind = $2`,
)
const useSql = statement(
  'user_use_mail_request',
  `update user_mail_request set used_at = database_clock(), token = null, registration = null
   where tenant_id = tenant() and id = $1 and used_at is null and expires_at > database_clock() returning id`,
)
const dropOthersSql = statement(
  'user_drop_mail_requests',
  `update user_mail_request set expires_at = least(expires_at, database_clock()), token = null, registration = null
   where tenant_id = tenant() and user_id = $1 and kind = any($2) and used_at is null`,
)

/** How many mails of a kind an account got in the last day, and in the last seconds. The account is locked. */
export async function countMails(sql: Sql, mail: { userId: string; kind: MailKind; gapSeconds: number }) {
  const [row] = await sql.query<{ today: number; lately: number }>(recentSql, [
    mail.userId,
    mail.kind,
    mail.gapSeconds,
  ])
  return row ?? { today: 0, lately: 0 }
}

export type NewMailRequest = {
  id: string
  userId: string
  kind: MailKind
  /** Encrypted, with its digest; null for a mail without a link of its own. */
  token: { sealed: string; digest: string } | null
  registration: string | null
  lifeSeconds: number
}

export async function insertMailRequest(sql: Sql, mail: NewMailRequest): Promise<void> {
  const { id, userId, kind, token, registration, lifeSeconds } = mail
  const values = [id, userId, kind, token?.sealed ?? null, token?.digest ?? null, registration, lifeSeconds]
  await sql.query(insertSql, values)
}

/** A mail that can still be sent. */
export async function readMailRequest(sql: Sql, id: string) {
  const [row] = await sql.query<{
    id: string
    userId: string
    kind: MailKind
    token: string | null
    secondsLeft: number
  }>(readSql, [id])
  return row
}

export function listMailRequests(sql: Sql, userId: string) {
  return sql.query<{ requestId: string; kind: MailKind }>(listSql, [userId])
}

export type FoundLink = {
  id: string
  userId: string
  registration: string | null
  used: boolean
  expired: boolean
}

export async function findLink(sql: Sql, digest: string, kind: MailKind): Promise<FoundLink | undefined> {
  const [row] = await sql.query<FoundLink>(findByTokenSql, [digest, kind])
  return row
}

/** Uses a link; false when it was used or ran out. The secret is erased with it. */
export async function markLinkUsed(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query(useSql, [id])).length === 1
}

/** Ends the other links of an account. */
export async function dropLinks(sql: Sql, userId: string, kinds: readonly MailKind[]): Promise<void> {
  await sql.query(dropOthersSql, [userId, kinds])
}
