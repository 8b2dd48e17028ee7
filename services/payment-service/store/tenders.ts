import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Tender } from '../model.ts'

const columns = `t.id, t.order_id as "orderId", t.order_number as "orderNumber", t.owner_id as "ownerId", t.amount,
  t.currency, t.state, t.hold_id as "holdId", t.generation, t.attempt, t.round, t.opened_by as "openedBy", t.shares,
  t.provider_intent_id as "providerIntentId", t.client_secret as "clientSecret", t.action_url as "actionUrl",
  t.failure_code as "failureCode", t.failure_reason as "failureReason"`
const attemptColumns = `a.n, a.sealed_method as "sealedMethod", a.return_url as "returnUrl",
  a.provider_key as "providerKey", a.creates, a.final, a.at`

const findAskedSql = statement(
  'payment_find_asked',
  `select ${columns}, ${attemptColumns}, i.id is not null as "isAnswered"
   from (values (1)) one
   left join payment_tender t on t.tenant_id = tenant() and t.order_id = $1
   left join payment_attempt a on a.tenant_id = tenant() and a.request_id = $2
   left join rialto_idempotency i on i.tenant_id = tenant() and i.id = $2`,
)
const findByOrderSql = statement(
  'payment_find_tender_by_order',
  `select ${columns} from payment_tender t where t.tenant_id = tenant() and t.order_id = $1`,
)
const findByIntentSql = statement(
  'payment_find_tender_by_intent',
  `select ${columns} from payment_tender t where t.tenant_id = tenant() and t.provider_intent_id = $1`,
)
const findOpeningSql = statement(
  'payment_find_opening_tender',
  `select ${columns} from payment_tender t
   where t.tenant_id = tenant() and t.id = $1 and t.round = $2 and t.provider_intent_id is null`,
)
const findSql = statement(
  'payment_find_tender',
  `select ${columns} from payment_tender t where t.tenant_id = tenant() and t.id = $1`,
)
const lockSql = statement(
  'payment_lock_tender',
  `select ${columns} from payment_tender t where t.tenant_id = tenant() and t.id = $1 for no key update`,
)
const setHoldSql = statement(
  'payment_set_hold',
  `update payment_tender set hold_id = $2, generation = $3 where tenant_id = tenant() and id = $1`,
)
const voidUnopenedSql = statement(
  'payment_void_unopened',
  `update payment_tender set state = 'voided', action_url = null, moved_at = clock_timestamp()
   where tenant_id = tenant() and id = $1 and state = $2 and attempt = $3 and round = $4 and provider_intent_id is null`,
)
const findAttemptSql = statement(
  'payment_find_attempt',
  `select ${attemptColumns} from payment_attempt a where a.tenant_id = tenant() and a.tender_id = $1 and a.n = $2`,
)

export type Attempt = {
  n: number
  /** Null when the attempt is final: then it is erased. */
  sealedMethod: string | null
  returnUrl: string | null
  providerKey: string
  /** It makes the intent and confirms it in one call. */
  creates: boolean
  final: boolean
  at: Date
}

/** An order's tender as one request finds it: with the attempt that it has begun, and whether it was answered. */
export type Asked = { tender: Tender | null; attempt: Attempt | null; isAnswered: boolean }

export async function findAsked(sql: Sql, by: { orderId: string; requestId: string }): Promise<Asked> {
  type Row = { isAnswered: boolean } & (Tender | { id: null }) & (Attempt | { n: null })
  const [row] = await sql.query<Row>(findAskedSql, [by.orderId, by.requestId])
  if (!row) throw new Error('A read that always has a row came back empty')
  return {
    tender: row.id === null ? null : row,
    attempt: row.n === null ? null : row,
    isAnswered: row.isAnswered,
  }
}

export async function findTenderByOrder(sql: Sql, orderId: string): Promise<Tender | undefined> {
  const [row] = await sql.query<Tender>(findByOrderSql, [orderId])
  return row
}

export async function findTenderByIntent(sql: Sql, intentId: string): Promise<Tender | undefined> {
  const [row] = await sql.query<Tender>(findByIntentSql, [intentId])
  return row
}

/** A tender whose intent nobody has told us yet, by what we gave the intent along. */
export async function findOpeningTender(sql: Sql, id: string, round: number): Promise<Tender | undefined> {
  const [row] = await sql.query<Tender>(findOpeningSql, [id, round])
  return row
}

export async function findTender(sql: Sql, id: string): Promise<Tender> {
  const [row] = await sql.query<Tender>(findSql, [id])
  if (!row) throw new Error(`There is no tender ${id}`)
  return row
}

/** Reads a tender and keeps everybody else from moving it until the commit. */
export async function lockTender(sql: Sql, id: string): Promise<Tender> {
  const [row] = await sql.query<Tender>(lockSql, [id])
  if (!row) throw new Error(`There is no tender ${id}`)
  return row
}

export async function setHold(
  sql: Sql,
  id: string,
  hold: { holdId: string; generation: number },
): Promise<void> {
  await sql.query(setHoldSql, [id, hold.holdId, hold.generation])
}

/** Ends a tender of which the provider knows nothing, unless it was moved since it was read. */
export async function voidUnopened(sql: Sql, seen: Tender): Promise<void> {
  await sql.query(voidUnopenedSql, [seen.id, seen.state, seen.attempt, seen.round])
}

export async function findLastAttempt(sql: Sql, tender: Tender): Promise<Attempt | undefined> {
  const [row] = await sql.query<Attempt>(findAttemptSql, [tender.id, tender.attempt])
  return row
}
