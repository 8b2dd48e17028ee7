import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { ProviderEvent } from '../model.ts'

const findSql = statement(
  'payment_find_event',
  `select payload, state from payment_inbox where tenant_id = tenant() and account = $1 and event_id = $2`,
)
const markSql = statement(
  'payment_mark_event',
  `update payment_inbox set state = $3 where tenant_id = tenant() and account = $1 and event_id = $2`,
)

export type EventState = 'new' | 'done' | 'ignored' | 'parked'

export async function findEvent(sql: Sql, account: string, eventId: string) {
  const [row] = await sql.query<{ payload: ProviderEvent; state: EventState }>(findSql, [account, eventId])
  return row
}

export async function markEvent(
  sql: Sql,
  event: { account: string; eventId: string },
  state: EventState,
): Promise<void> {
  await sql.query(markSql, [event.account, event.eventId, state])
}
