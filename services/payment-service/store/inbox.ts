import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { ProviderEvent, TenderState } from '../model.ts'

const insertSql = statement(
  'payment_insert_event',
  `with tender as (
     select state from payment_tender where tenant_id = tenant() and provider_intent_id = $4
   ), made as (
     insert into payment_inbox (tenant_id, account, event_id, type, object_id, payload, state)
     select tenant(), $1, $2, $3, $4, $5,
       case when $6 then 'ignored' when exists (select from tender where state = 'captured') then 'done' else 'new' end
     on conflict do nothing returning state
   )
   select made.state, (select state from tender) as "tenderState" from made`,
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

export type ReceivedEvent = { readonly state: EventState; readonly tenderState: TenderState | null }

/**
 * Stores an event, and says how its tender stands. What nobody here works on, and news of a payment that is captured
 * already, is settled in the same statement: that is most of what a provider sends. Undefined when it is not new.
 */
export async function insertEvent(
  sql: Sql,
  account: string,
  event: ProviderEvent,
): Promise<ReceivedEvent | undefined> {
  const { object } = event
  const objectId = object.kind === 'intent' ? object.intent.id : object.id
  const payload = JSON.stringify(event, (_key, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  const values = [account, event.id, event.type, objectId, payload, object.kind === 'other']
  const [row] = await sql.query<ReceivedEvent>(insertSql, values)
  return row
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
