import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { ProviderEvent } from '../model.ts'

const insertSql = statement(
  'payment_insert_event',
  `insert into payment_inbox (tenant_id, account, event_id, type, object_id, payload)
   values (tenant(), $1, $2, $3, $4, $5) on conflict do nothing returning event_id`,
)
const findSql = statement(
  'payment_find_event',
  `select payload, state from payment_inbox where tenant_id = tenant() and account = $1 and event_id = $2`,
)
const markSql = statement(
  'payment_mark_event',
  `update payment_inbox set state = $3 where tenant_id = tenant() and account = $1 and event_id = $2`,
)

export type EventState = 'new' | 'done' | 'ignored' | 'parked'

/** True when the event is new. */
export async function insertEvent(sql: Sql, account: string, event: ProviderEvent): Promise<boolean> {
  const objectId = event.object.kind === 'intent' ? event.object.intent.id : event.object.id
  const payload = JSON.stringify(event, (_key, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return (await sql.query(insertSql, [account, event.id, event.type, objectId, payload])).length === 1
}

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
