import type { SortOrder, Sql, Tx } from '@rialto/core'
import { bothWays, statement } from '@rialto/postgres'
import type { LineFacts } from '../model/quote.ts'
import type { KnownReturn, ReturnLine, ReturnReason, ReturnStatus } from '../model/returns.ts'

export type ReturnRow = KnownReturn & {
  readonly orderId: string
  readonly number: string
  readonly ownerId: string
  readonly reason: ReturnReason
  readonly comment: string | null
  readonly answer: string | null
  readonly refundAmount: number
  readonly refundId: string
  readonly currency: string
  readonly createdAt: Date
  readonly decidedAt: Date | null
  readonly receivedAt: Date | null
  readonly refundedAt: Date | null
  /** The products of the order as they were when they were bought. */
  readonly items: readonly LineFacts[]
}

const columns = `r.id as "returnId", r.order_id as "orderId", h.number, r.vendor_id as "vendorId",
  r.owner_id as "ownerId", r.status, r.reason, r.comment, r.answer, r.lines, r.refund_amount::float8 as "refundAmount",
  r.refund_id as "refundId", r.currency, r.created_at as "createdAt", r.decided_at as "decidedAt",
  r.received_at as "receivedAt", r.refunded_at as "refundedAt", h.document -> 'items' as items`
const headJoin = 'join order_head h on h.tenant_id = r.tenant_id and h.id = r.order_id'

const insertSql = statement(
  'order_insert_return',
  `insert into order_return (tenant_id, id, order_id, vendor_id, owner_id, status, reason, comment,
     delete_comment_on, lines, refund_amount, currency, refund_id)
   values (tenant(), $1, $2, $3, $4, 'requested', $5, $6,
     (database_clock() at time zone 'UTC')::date + $7::int, $8, $9, $10, $11)`,
)
const findSql = statement(
  'order_find_return',
  `select ${columns} from order_return r ${headJoin} where r.tenant_id = tenant() and r.id = $1`,
)
const listOfOrderSql = statement(
  'order_list_returns_of_order',
  `select r.id as "returnId", r.vendor_id as "vendorId", r.status, r.lines from order_return r
   where r.tenant_id = tenant() and r.order_id = $1 order by r.id`,
)
const listSql = bothWays(
  'order_list_returns',
  (order, beyond) => `select ${columns} from order_return r ${headJoin}
   where r.tenant_id = tenant() and ($1::text is null or r.owner_id = $1)
     and ($2::uuid is null or r.vendor_id = $2) and ($3::text is null or r.status = $3)
     and ($4::uuid is null or r.order_id = $4) and r.id ${beyond} $5
   order by r.id ${order} limit $6`,
)
const decideSql = statement(
  'order_decide_return',
  `update order_return set status = $2, answer = $3, decided_at = clock_timestamp()
   where tenant_id = tenant() and id = $1`,
)
const receiveSql = statement(
  'order_receive_return',
  `update order_return set status = $2, lines = $3, refund_amount = $4, received_at = clock_timestamp(),
     refunded_at = case when $2 = 'refunded' then clock_timestamp() end
   where tenant_id = tenant() and id = $1`,
)
const markRefundSql = statement(
  'order_mark_return_refund',
  `update order_return set status = case when $2 then 'refunded' else 'received' end,
     refunded_at = case when $2 then coalesce(refunded_at, clock_timestamp()) end
   where tenant_id = tenant() and refund_id = $1 and status in ('received', 'refunded')`,
)
const deliveredAtSql = statement(
  'order_part_delivered_at',
  `select data ->> 'vendorId' as "vendorId", max(at) as at from order_event
   where tenant_id = tenant() and stream = $1 and type = 'PartDelivered' group by 1`,
)
const commissionSql = statement(
  'order_part_commission',
  `select commission::float8 as commission, commission_tax::float8 as "commissionTax" from order_vendor_order
   where tenant_id = tenant() and order_id = $1 and vendor_id = $2`,
)
const eraseCommentsSql = statement(
  'order_erase_return_comments',
  `with gone as (
     update order_return set comment = null where (tenant_id, id) in (
       select tenant_id, id from order_return
       where tenant_id = tenant() and comment is not null
         and delete_comment_on < (database_clock() at time zone 'UTC')::date limit $1)
     returning 1
   )
   select count(*)::int as erased from gone`,
)

export type NewReturn = {
  returnId: string
  orderId: string
  vendorId: string
  ownerId: string
  reason: ReturnReason
  comment: string | null
  commentDays: number
  lines: readonly ReturnLine[]
  refundAmount: number
  currency: string
  refundId: string
}

export async function insertReturn(tx: Tx, made: NewReturn): Promise<void> {
  await tx.query(insertSql, [
    made.returnId,
    made.orderId,
    made.vendorId,
    made.ownerId,
    made.reason,
    made.comment,
    made.commentDays,
    JSON.stringify(made.lines),
    made.refundAmount,
    made.currency,
    made.refundId,
  ])
}

export async function findReturn(sql: Sql, returnId: string): Promise<ReturnRow | undefined> {
  const [row] = await sql.query<ReturnRow>(findSql, [returnId])
  return row
}

/** All returns of an order, the oldest first. Asked under the order's lock, none can come or change meanwhile. */
export function listReturnsOfOrder(sql: Sql, orderId: string): Promise<KnownReturn[]> {
  return sql.query<KnownReturn>(listOfOrderSql, [orderId])
}

export type ReturnFilter = {
  ownerId: string | null
  vendorId: string | null
  status: ReturnStatus | null
  orderId: string | null
}

export function listReturns(
  sql: Sql,
  filter: ReturnFilter,
  page: { beyond: string; order: SortOrder; limit: number },
): Promise<ReturnRow[]> {
  const { ownerId, vendorId, status, orderId } = filter
  const { beyond, order, limit } = page
  return sql.query<ReturnRow>(listSql[order], [ownerId, vendorId, status, orderId, beyond, limit])
}

export async function decideReturn(
  tx: Tx,
  returnId: string,
  decision: { status: 'approved' | 'rejected'; answer: string | null },
): Promise<void> {
  await tx.query(decideSql, [returnId, decision.status, decision.answer])
}

export async function receiveReturn(
  tx: Tx,
  returnId: string,
  receipt: { status: ReturnStatus; lines: readonly ReturnLine[]; refundAmount: number },
): Promise<void> {
  const { status, lines, refundAmount } = receipt
  await tx.query(receiveSql, [returnId, status, JSON.stringify(lines), refundAmount])
}

/** A refund that is of no return changes nothing. */
export async function markRefund(tx: Tx, refundId: string, isPaid: boolean): Promise<void> {
  await tx.query(markRefundSql, [refundId, isPaid])
}

/** When the part of each vendor arrived, by vendor; a part that did not is missing. */
export async function findDeliveryTimes(sql: Sql, orderId: string): Promise<Map<string, Date>> {
  const rows = await sql.query<{ vendorId: string; at: Date }>(deliveredAtSql, [orderId])
  return new Map(rows.map((row) => [row.vendorId, row.at]))
}

/** What the marketplace earns of a part, as it was frozen with the order. */
export async function findCommission(sql: Sql, orderId: string, vendorId: string) {
  const [row] = await sql.query<{ commission: number; commissionTax: number }>(commissionSql, [
    orderId,
    vendorId,
  ])
  if (!row) throw new Error(`The order ${orderId} has no part of ${vendorId}`)
  return row
}

export async function eraseComments(sql: Sql, rowsMax: number): Promise<number> {
  const [row] = await sql.query<{ erased: number }>(eraseCommentsSql, [rowsMax])
  return row?.erased ?? 0
}
