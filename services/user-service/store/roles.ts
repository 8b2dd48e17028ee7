import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const findSql = statement(
  'user_find_roles',
  `select user_id as "userId", role from user_role where tenant_id = tenant() and user_id = any($1) order by role`,
)
const grantSql = statement(
  'user_grant_roles',
  `insert into user_role (tenant_id, user_id, role, granted_by)
   select tenant(), $1, role, $3 from unnest($2::text[]) role order by role
   on conflict do nothing returning role`,
)
const revokeSql = statement(
  'user_revoke_roles',
  `delete from user_role where tenant_id = tenant() and user_id = $1 and role = any($2) returning role`,
)
const lockHoldersSql = statement(
  'user_lock_role_holders',
  `select user_id as "userId" from user_role where tenant_id = tenant() and role = $1
   order by user_id for no key update`,
)

/** Roles by user. Everybody with an account is a shopper. */
export async function findRoles(sql: Sql, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await sql.query<{ userId: string; role: string }>(findSql, [userIds])
  const found = new Map(userIds.map((userId) => [userId, ['shopper']]))
  for (const { userId, role } of rows) if (role !== 'shopper') found.get(userId)?.push(role)
  return found
}

/** Grants roles; answers those that were missing. */
export async function grantRoles(sql: Sql, grant: { userId: string; roles: readonly string[]; by: string }) {
  const rows = await sql.query<{ role: string }>(grantSql, [grant.userId, grant.roles, grant.by])
  return rows.map((row) => row.role)
}

export async function revokeRoles(sql: Sql, userId: string, names: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ role: string }>(revokeSql, [userId, names])
  return rows.map((row) => row.role)
}

/** Everybody with a role, locked: two cannot take it from the last two at once. */
export async function lockHolders(sql: Sql, role: string): Promise<string[]> {
  const rows = await sql.query<{ userId: string }>(lockHoldersSql, [role])
  return rows.map((row) => row.userId)
}
