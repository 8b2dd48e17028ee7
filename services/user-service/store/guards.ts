import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const claimSql = statement(
  'user_claim_attempt',
  `insert into user_sign_in_guard as g (tenant_id, subject, failures, last_at, free_at)
   values (tenant(), $1, 1, database_clock(), database_clock())
   on conflict (tenant_id, subject) do update set
     failures = case when g.last_at < database_clock() - interval '1 day' then 1 else g.failures + 1 end,
     last_at = database_clock(),
     free_at = database_clock() + make_interval(secs => case
       when g.last_at < database_clock() - interval '1 day' or g.failures + 1 < $2 then 0
       else least($3::float8, 2 ^ least(g.failures + 1 - $2, 30)) end)
   where g.free_at <= database_clock()
   returning failures`,
)
const waitSql = statement(
  'user_attempt_wait',
  `select greatest(1, ceil(extract(epoch from free_at - database_clock())))::int as seconds
   from user_sign_in_guard where tenant_id = tenant() and subject = $1`,
)
const clearSql = statement(
  'user_clear_attempts',
  'delete from user_sign_in_guard where tenant_id = tenant() and subject = $1',
)

/**
 * Counts an attempt before its password is looked at, so that a hundred at once are counted too. Null when it may go
 * on, else how many seconds to wait.
 */
export async function claimAttempt(
  sql: Sql,
  subject: string,
  limits: { freeAttempts: number; waitSecondsMax: number },
): Promise<number | null> {
  const claimed = await sql.query(claimSql, [subject, limits.freeAttempts, limits.waitSecondsMax])
  if (claimed.length === 1) return null
  const [row] = await sql.query<{ seconds: number }>(waitSql, [subject])
  return row?.seconds ?? 1
}

export async function clearAttempts(sql: Sql, subject: string): Promise<void> {
  await sql.query(clearSql, [subject])
}
