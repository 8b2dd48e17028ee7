import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const takeSql = statement('payment_take_budget', 'select payment_take_budget_v1(tenant(), $1, $2) as seconds')
const backlogSql = statement(
  'payment_backlog',
  `select greatest(0, extract(epoch from next_at - clock_timestamp()))::double precision as seconds
   from payment_budget where tenant_id = tenant() and account = $1`,
)

/** Takes one call out of the shared bucket; answers how many seconds to wait before making it. */
export async function takeBudget(sql: Sql, account: string, callsPerSecond: number): Promise<number> {
  const [row] = await sql.query<{ seconds: number }>(takeSql, [account, callsPerSecond])
  return row?.seconds ?? 0
}

/** How long a call that is asked for now would wait. */
export async function findBacklogSeconds(sql: Sql, account: string): Promise<number> {
  const [row] = await sql.query<{ seconds: number }>(backlogSql, [account])
  return row?.seconds ?? 0
}
