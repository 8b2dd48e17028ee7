import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const insertSql = statement(
  'user_insert_session',
  `insert into user_session (tenant_id, id, user_id, device, expires_at)
   values (tenant(), $1, $2, $3, database_clock() + make_interval(secs => $4))`,
)
const insertTokenSql = statement(
  'user_insert_refresh_token',
  `insert into user_refresh_token (tenant_id, digest, session_id) values (tenant(), $1, $2)`,
)
const findTokenSql = statement(
  'user_find_refresh_token',
  `select t.session_id as "sessionId", s.user_id as "userId"
   from user_refresh_token t join user_session s on s.tenant_id = t.tenant_id and s.id = t.session_id
   where t.tenant_id = tenant() and t.digest = $1`,
)
const lockSql = statement(
  'user_lock_session',
  `select id from user_session where tenant_id = tenant() and id = $1 for no key update`,
)
const stateSql = statement(
  'user_refresh_state',
  `select s.ended_at is not null or s.expires_at <= database_clock() as "sessionEnded",
     extract(epoch from database_clock() - t.replaced_at)::float8 as "replacedSecondsAgo",
     coalesce((select n.replaced_at is not null from user_refresh_token n
       where n.tenant_id = t.tenant_id and n.digest = $2), true) as "successorReplaced"
   from user_refresh_token t join user_session s on s.tenant_id = t.tenant_id and s.id = t.session_id
   where t.tenant_id = tenant() and t.digest = $1`,
)
const replaceSql = statement(
  'user_replace_refresh_token',
  `update user_refresh_token set replaced_at = database_clock() where tenant_id = tenant() and digest = $1`,
)
const extendSql = statement(
  'user_extend_session',
  `update user_session set last_used_at = database_clock(),
     expires_at = least(created_at + make_interval(secs => $3), database_clock() + make_interval(secs => $2))
   where tenant_id = tenant() and id = $1`,
)
const endSql = statement(
  'user_end_sessions',
  `update user_session set ended_at = database_clock(), end_reason = $3
   where tenant_id = tenant() and user_id = $1 and ($2::uuid is null or id = $2) and ended_at is null
     and expires_at > database_clock() returning id`,
)
const endOwnSql = statement(
  'user_end_own_session',
  `update user_session set ended_at = coalesce(ended_at, database_clock()),
     end_reason = coalesce(end_reason, 'ended')
   where tenant_id = tenant() and id = $1 and user_id = $2 returning id`,
)
const listSql = statement(
  'user_list_sessions',
  `select id as "sessionId", device, created_at as "createdAt", last_used_at as "lastUsedAt",
     expires_at as "expiresAt"
   from user_session where tenant_id = tenant() and user_id = $1 and ended_at is null
     and expires_at > database_clock() order by last_used_at desc limit $2`,
)

export async function insertSession(
  sql: Sql,
  session: { id: string; userId: string; device: string; lifeSeconds: number; tokenDigest: string },
): Promise<void> {
  await sql.query(insertSql, [session.id, session.userId, session.device, session.lifeSeconds])
  await sql.query(insertTokenSql, [session.tokenDigest, session.id])
}

/** Whose token it is, current or exchanged. */
export async function findRefreshToken(sql: Sql, digest: string) {
  const [row] = await sql.query<{ sessionId: string; userId: string }>(findTokenSql, [digest])
  return row
}

type State = { sessionEnded: boolean; replacedSecondsAgo: number | null; successorReplaced: boolean }

/** Locks the session, then reads in a later statement: two tabs see each other's exchange. */
export async function lockRefreshState(
  sql: Sql,
  token: { sessionId: string; digest: string; nextDigest: string },
): Promise<State | undefined> {
  await sql.query(lockSql, [token.sessionId])
  const [row] = await sql.query<State>(stateSql, [token.digest, token.nextDigest])
  return row
}

export async function replaceToken(
  sql: Sql,
  token: { sessionId: string; digest: string; nextDigest: string },
): Promise<void> {
  await sql.query(replaceSql, [token.digest])
  await sql.query(insertTokenSql, [token.nextDigest, token.sessionId])
}

export async function extendSession(
  sql: Sql,
  id: string,
  life: { idleSeconds: number; lifeSeconds: number },
): Promise<void> {
  await sql.query(extendSql, [id, life.idleSeconds, life.lifeSeconds])
}

export type EndReason = 'signed_out' | 'password_reset' | 'token_reused'

/** Ends one session of a user, or all; answers how many were open. */
export async function endSessions(
  sql: Sql,
  which: { userId: string; sessionId: string | null },
  reason: EndReason,
): Promise<number> {
  return (await sql.query(endSql, [which.userId, which.sessionId, reason])).length
}

/** Ends a session that the user names; one that is over stays as it is. False when it is not the user's. */
export async function endOwnSession(sql: Sql, sessionId: string, userId: string): Promise<boolean> {
  return (await sql.query(endOwnSql, [sessionId, userId])).length === 1
}

export type SessionRow = {
  sessionId: string
  device: string
  createdAt: Date
  lastUsedAt: Date
  expiresAt: Date
}

export function listSessions(sql: Sql, userId: string, limit: number): Promise<SessionRow[]> {
  return sql.query(listSql, [userId, limit])
}
