import type { Sql, Tx } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { HistoryEvent, Origin } from '../model/history.ts'
import { apply } from '../model/moves.ts'
import type { Order, OrderEvent } from '../model/order.ts'
import type { StoredEvent } from '../model/timeline.ts'

const lockOrderSql = statement(
  'order_lock_order',
  `select state from order_head where tenant_id = tenant() and id = $1 for no key update`,
)
const findStateSql = statement(
  'order_find_state',
  `select state, greatest(0, extract(epoch from pay_by - database_clock()))::float8 as "secondsLeft"
   from order_head where tenant_id = tenant() and id = $1`,
)
const appendSql = statement(
  'order_append_events',
  `with head as (
     update order_head set state = $3,
       pay_by = case when $6::int is null then pay_by when $6 = 0 then null
         else database_clock() + make_interval(secs => $6) end
     where tenant_id = tenant() and id = $1 and version = $2
     returning tenant_id, id
   ), parts as (
     update order_vendor_order v set status = p.status
     from head, jsonb_to_recordset($3::jsonb -> 'parts') p ("vendorId" uuid, status text)
     where v.tenant_id = head.tenant_id and v.order_id = head.id and v.vendor_id = p."vendorId"
       and v.status <> p.status
   )
   insert into order_event (tenant_id, stream, version, type, data, traceparent, actor, cause)
   select head.tenant_id, head.id, $2::int + e.n, e.event ->> 'type', e.event -> 'data', $5, $7, $8
   from head, jsonb_array_elements($4::jsonb) with ordinality e (event, n) order by e.n
   returning version`,
)
const insertFailureSql = statement(
  'order_insert_creation_failure',
  `insert into order_event (tenant_id, stream, version, type, data, traceparent)
   values (tenant(), $1, 1, $2, $3, $4) on conflict do nothing`,
)
const findEventsSql = statement(
  'order_find_events',
  `select type, data, at from order_event where tenant_id = tenant() and stream = $1 order by version`,
)
const findHistorySql = statement(
  'order_find_history',
  `select version, type, data, at, actor, cause from order_event
   where tenant_id = tenant() and stream = $1 order by version`,
)
const makePartitionsSql = statement('order_make_partitions', 'select order_make_partitions($1) as made')

/** Locks an order: what is decided on it afterwards is decided on its last state. */
export async function lockOrder(tx: Tx, orderId: string): Promise<Order | undefined> {
  const [row] = await tx.query<{ state: Order }>(lockOrderSql, [orderId])
  return row?.state
}

/** An order as it is now, and the seconds that are left to pay it. */
export async function findState(sql: Sql, orderId: string) {
  const [row] = await sql.query<{ state: Order; secondsLeft: number | null }>(findStateSql, [orderId])
  return row ? { order: row.state, secondsLeft: Math.floor(row.secondsLeft ?? 0) } : undefined
}

export type Append = {
  order: Order
  events: readonly OrderEvent[]
  traceparent: string
  origin: Origin
  /** A new time to pay, 0 for none; without it the old one stays. */
  paySeconds?: number
}

/**
 * Appends events to a locked order: events, head and parts change in one statement, on the version that was decided
 * on. Another version is a broken lock, not an expected conflict.
 */
export async function appendEvents(tx: Tx, append: Append): Promise<Order> {
  const { order, events, traceparent, origin } = append
  const after = events.reduce(apply, order)
  const isOver = after.status !== 'pending' && after.status !== 'payment_failed'
  const rows = await tx.query(appendSql, [
    order.orderId,
    order.version,
    JSON.stringify(after),
    JSON.stringify(events),
    traceparent,
    append.paySeconds ?? (isOver ? 0 : null),
    origin.actor,
    origin.cause,
  ])
  if (rows.length !== events.length) {
    throw new Error(`The order ${order.orderId} is not at version ${order.version} any more`)
  }
  return after
}

/** The trace of a creation that failed after its hold (requirement 002.28). */
export async function insertFailure(
  sql: Sql,
  failure: { orderId: string; event: OrderEvent; traceparent: string },
): Promise<void> {
  const { orderId, event, traceparent } = failure
  await sql.query(insertFailureSql, [orderId, event.type, JSON.stringify(event.data), traceparent])
}

export function findEvents(sql: Sql, orderId: string): Promise<StoredEvent[]> {
  return sql.query<StoredEvent>(findEventsSql, [orderId])
}

/** The same with the place, the actor and the cause of each. */
export function findHistory(sql: Sql, orderId: string): Promise<HistoryEvent[]> {
  return sql.query<HistoryEvent>(findHistorySql, [orderId])
}

/** Makes the partitions that are missing up to some months ahead; answers how many. */
export async function makePartitions(sql: Sql, monthsAhead: number): Promise<number> {
  const [row] = await sql.query<{ made: number }>(makePartitionsSql, [monthsAhead])
  return row?.made ?? 0
}
