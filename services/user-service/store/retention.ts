import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const over = 'database_clock() - make_interval(days => $1)'

const eraseSecretsSql = statement(
  'user_erase_link_secrets',
  `update user_mail_request set token = null, registration = null
   where tenant_id = tenant() and expires_at <= database_clock()
     and (token is not null or registration is not null)`,
)
const deleteMailsSql = statement(
  'user_delete_mail_requests',
  `delete from user_mail_request where tenant_id = tenant() and expires_at < ${over}`,
)
const deleteSessionsSql = statement(
  'user_delete_sessions',
  `delete from user_session where tenant_id = tenant() and least(coalesce(ended_at, expires_at), expires_at) < ${over}`,
)
const deleteTokensSql = statement(
  'user_delete_refresh_tokens',
  `delete from user_refresh_token where tenant_id = tenant() and replaced_at < ${over}`,
)
const deleteGuardsSql = statement(
  'user_delete_guards',
  `delete from user_sign_in_guard where tenant_id = tenant() and last_at < database_clock() - interval '1 day'`,
)
const deleteUnverifiedSql = statement(
  'user_delete_unverified',
  `delete from user_account where tenant_id = tenant() and email_verified_at is null and created_at < ${over}`,
)

/** Deletes what is over for longer than `days`, accounts that nobody ever proved included. */
export async function eraseExpired(sql: Sql, days: number): Promise<void> {
  await sql.query(eraseSecretsSql)
  for (const one of [deleteMailsSql, deleteSessionsSql, deleteTokensSql, deleteUnverifiedSql]) {
    await sql.query(one, [days])
  }
  await sql.query(deleteGuardsSql)
}
