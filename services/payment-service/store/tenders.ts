import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Decision, Intent, Tender } from '../model.ts'

const columns = `id, order_id as "orderId", order_number as "orderNumber", owner_id as "ownerId", amount, currency, state,
  hold_id as "holdId", generation, attempt, round, provider_intent_id as "providerIntentId", client_secret as "clientSecret",
  action_url as "actionUrl", failure_code as "failureCode", failure_reason as "failureReason"`

const insertTenderSql = statement(
  'payment_insert_tender',
  `insert into payment_tender (tenant_id, id, order_id, order_number, owner_id, amount, currency, state, hold_id, generation)
   values (tenant(), $1, $2, $3, $4, $5, $6, 'planned', $7, $8) on conflict (tenant_id, order_id) do nothing`,
)
const findByOrderSql = statement(
  'payment_find_tender_by_order',
  `select ${columns} from payment_tender where tenant_id = tenant() and order_id = $1`,
)
const findByIntentSql = statement(
  'payment_find_tender_by_intent',
  `select ${columns} from payment_tender where tenant_id = tenant() and provider_intent_id = $1`,
)
const findSql = statement(
  'payment_find_tender',
  `select ${columns} from payment_tender where tenant_id = tenant() and id = $1`,
)
const lockSql = statement(
  'payment_lock_tender',
  `select ${columns} from payment_tender where tenant_id = tenant() and id = $1 for no key update`,
)
const setIntentSql = statement(
  'payment_set_intent',
  `update payment_tender set provider_intent_id = $2, client_secret = $3
   where tenant_id = tenant() and id = $1 and provider_intent_id is null returning id`,
)
const reopenSql = statement(
  'payment_reopen_tender',
  `update payment_tender set state = 'planned', round = round + 1, provider_intent_id = null, client_secret = null,
     action_url = null, failure_code = null, failure_reason = null, moved_at = clock_timestamp()
   where tenant_id = tenant() and id = $1 and state = 'voided'`,
)
const setHoldSql = statement(
  'payment_set_hold',
  `update payment_tender set hold_id = $2, generation = $3 where tenant_id = tenant() and id = $1`,
)
const moveSql = statement(
  'payment_move_tender',
  `update payment_tender set state = $2, action_url = $3, failure_code = $4, failure_reason = $5,
     provider_fee = coalesce($6, provider_fee),
     client_secret = case when $2 in ('captured', 'voided') then null else client_secret end,
     moved_at = clock_timestamp()
   where tenant_id = tenant() and id = $1`,
)
const insertAttemptSql = statement(
  'payment_insert_attempt',
  `insert into payment_attempt (tenant_id, tender_id, n, request_id, sealed_method, return_url, provider_key)
   values (tenant(), $1, $2, $3, $4, $5, $6) on conflict do nothing returning n`,
)
const setAttemptSql = statement(
  'payment_set_attempt',
  `update payment_tender set attempt = $2, state = 'unknown', action_url = null where tenant_id = tenant() and id = $1`,
)
const findAttemptSql = statement(
  'payment_find_attempt',
  `select n, sealed_method as "sealedMethod", return_url as "returnUrl", provider_key as "providerKey", final
   from payment_attempt where tenant_id = tenant() and (request_id = $1 or (tender_id = $2 and n = $3)) order by n limit 1`,
)
const endAttemptsSql = statement(
  'payment_end_attempts',
  `update payment_attempt set final = true, sealed_method = null
   where tenant_id = tenant() and tender_id = $1 and not final`,
)

export type Attempt = {
  n: number
  sealedMethod: string | null
  returnUrl: string | null
  providerKey: string
  final: boolean
}

export async function insertTender(
  sql: Sql,
  tender: Omit<Tender, 'state' | 'attempt' | 'round'> & { id: string },
): Promise<void> {
  const { id, orderId, orderNumber, ownerId, amount, currency, holdId, generation } = tender
  await sql.query(insertTenderSql, [id, orderId, orderNumber, ownerId, amount, currency, holdId, generation])
}

export async function findTenderByOrder(sql: Sql, orderId: string): Promise<Tender | undefined> {
  const [row] = await sql.query<Tender>(findByOrderSql, [orderId])
  return row
}

export async function findTenderByIntent(sql: Sql, intentId: string): Promise<Tender | undefined> {
  const [row] = await sql.query<Tender>(findByIntentSql, [intentId])
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

/** True when this call set it: an intent is set once and never replaced. */
export async function setIntent(sql: Sql, id: string, intent: Intent): Promise<boolean> {
  return (await sql.query(setIntentSql, [id, intent.id, intent.clientSecret])).length === 1
}

/** Makes a voided tender payable again, with an intent of its own: the one before was cancelled at the provider. */
export async function reopenTender(sql: Sql, id: string): Promise<void> {
  await sql.query(reopenSql, [id])
}

export async function setHold(
  sql: Sql,
  id: string,
  hold: { holdId: string; generation: number },
): Promise<void> {
  await sql.query(setHoldSql, [id, hold.holdId, hold.generation])
}

export async function moveTender(
  sql: Sql,
  id: string,
  move: Pick<Decision, 'state'> & { intent: Intent | null; failure: Intent['failure'] },
) {
  const { state, intent, failure } = move
  const actionUrl = state === 'requires_action' ? (intent?.actionUrl ?? null) : null
  await sql.query(moveSql, [
    id,
    state,
    actionUrl,
    failure?.code ?? null,
    failure?.reason ?? null,
    intent?.fee ?? null,
  ])
}

export type NewAttempt = {
  tenderId: string
  n: number
  requestId: string
  sealedMethod: string
  returnUrl: string | null
  providerKey: string
}

/** Writes an attempt before the provider is called; the tender is `unknown` until the provider has answered. */
export async function insertAttempt(sql: Sql, attempt: NewAttempt): Promise<boolean> {
  const { tenderId, n, requestId, sealedMethod, returnUrl, providerKey } = attempt
  const rows = await sql.query(insertAttemptSql, [
    tenderId,
    n,
    requestId,
    sealedMethod,
    returnUrl,
    providerKey,
  ])
  if (rows.length === 1) await sql.query(setAttemptSql, [tenderId, n])
  return rows.length === 1
}

export async function findAttempt(
  sql: Sql,
  by: { requestId: string; tenderId: string; n: number },
): Promise<Attempt | undefined> {
  const [row] = await sql.query<Attempt>(findAttemptSql, [by.requestId, by.tenderId, by.n])
  return row
}

/** The provider has answered: the sealed methods are erased. */
export async function endAttempts(sql: Sql, tenderId: string): Promise<void> {
  await sql.query(endAttemptsSql, [tenderId])
}
