import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { least } from '../model/ledger-chart.ts'

export type RefundState = 'intended' | 'sent' | 'succeeded' | 'failed' | 'unknown'

export type Refund = {
  id: string
  orderId: string
  tenderId: string
  vendorId: string | null
  amount: bigint
  currency: string
  state: RefundState
  providerRefundId: string | null
  /** What later refunds took over of it after it had failed. */
  reused: bigint
}

const columns = `id, order_id as "orderId", tender_id as "tenderId", vendor_id as "vendorId", amount, currency, state,
  provider_refund_id as "providerRefundId", reused`
const insertSql = statement(
  'payment_insert_refund',
  `insert into payment_refund (tenant_id, id, order_id, tender_id, vendor_id, amount, currency, state, reason)
   values (tenant(), $1, $2, $3, $4, $5, $6, 'intended', $7) on conflict do nothing returning id`,
)
const listSql = statement(
  'payment_list_refunds',
  `select ${columns} from payment_refund where tenant_id = tenant() and tender_id = $1 order by created_at, id`,
)
const findSql = statement(
  'payment_find_refund',
  `select ${columns} from payment_refund where tenant_id = tenant() and id = $1`,
)
const findByProviderSql = statement(
  'payment_find_refund_by_provider',
  `select ${columns} from payment_refund where tenant_id = tenant() and provider_refund_id = $1`,
)
const lockSql = statement(
  'payment_lock_refund',
  `select ${columns} from payment_refund where tenant_id = tenant() and id = $1 for no key update`,
)
const moveSql = statement(
  'payment_move_refund',
  `update payment_refund set state = $2, provider_refund_id = coalesce($3, provider_refund_id)
   where tenant_id = tenant() and id = $1`,
)
const reuseSql = statement(
  'payment_reuse_refund',
  `update payment_refund set reused = reused + $2 where tenant_id = tenant() and id = $1`,
)

export async function insertRefund(
  sql: Sql,
  refund: Omit<Refund, 'state' | 'providerRefundId' | 'reused'>,
  reason: string | null,
): Promise<boolean> {
  const { id, orderId, tenderId, vendorId, amount, currency } = refund
  return (
    (await sql.query(insertSql, [id, orderId, tenderId, vendorId, amount, currency, reason])).length === 1
  )
}

export function listRefunds(sql: Sql, tenderId: string): Promise<Refund[]> {
  return sql.query<Refund>(listSql, [tenderId])
}

export async function findRefund(sql: Sql, id: string): Promise<Refund | undefined> {
  const [row] = await sql.query<Refund>(findSql, [id])
  return row
}

export async function findRefundByProvider(sql: Sql, providerRefundId: string): Promise<Refund | undefined> {
  const [row] = await sql.query<Refund>(findByProviderSql, [providerRefundId])
  return row
}

export async function lockRefund(sql: Sql, id: string): Promise<Refund> {
  const [row] = await sql.query<Refund>(lockSql, [id])
  if (!row) throw new Error(`There is no refund ${id}`)
  return row
}

export async function moveRefund(
  sql: Sql,
  id: string,
  move: { state: RefundState; providerRefundId: string | null },
): Promise<void> {
  await sql.query(moveSql, [id, move.state, move.providerRefundId])
}

/** Marks so much of refunds that failed as taken over by a new one. The tender's lock keeps others away. */
export async function reuseRefunds(sql: Sql, failed: readonly Refund[], amount: bigint): Promise<void> {
  let left = amount
  for (const refund of failed) {
    const taken = least(refund.amount - refund.reused, left)
    if (taken > 0n) await sql.query(reuseSql, [refund.id, taken])
    left -= taken
  }
}
