import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { TransferState } from '../model/ledger-settlement.ts'

const columns = `id, vendor_id as "vendorId", currency, settlement_day as "day", claimed, netted, amount, state`
const insertSql = statement(
  'payment_insert_settlement',
  `insert into payment_settlement (tenant_id, id, vendor_id, currency, settlement_day, claimed, netted, amount,
     provider_key, state)
   values (tenant(), $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
const findSql = statement(
  'payment_find_settlement',
  `select ${columns} from payment_settlement where tenant_id = tenant() and id = $1`,
)
const lockSql = statement(
  'payment_lock_settlements',
  `select ${columns} from payment_settlement where tenant_id = tenant() and id = any($1) order by id for no key update`,
)
const moveSql = statement(
  'payment_move_settlement',
  'update payment_settlement set state = $2 where tenant_id = tenant() and id = $1',
)

export type Settlement = {
  id: string
  vendorId: string
  currency: string
  day: string
  claimed: bigint
  netted: bigint
  amount: bigint
  state: TransferState
}

export async function insertSettlement(sql: Sql, settlement: Settlement, providerKey: string): Promise<void> {
  const { id, vendorId, currency, day, claimed, netted, amount, state } = settlement
  await sql.query(insertSql, [id, vendorId, currency, day, claimed, netted, amount, providerKey, state])
}

export async function findSettlement(sql: Sql, id: string): Promise<Settlement | undefined> {
  const [row] = await sql.query<Settlement>(findSql, [id])
  return row
}

/** Those of these settlements that there are, locked in one order. */
export function lockSettlements(sql: Sql, ids: readonly string[]): Promise<Settlement[]> {
  return sql.query<Settlement>(lockSql, [ids])
}

export async function moveSettlement(sql: Sql, id: string, state: TransferState): Promise<void> {
  await sql.query(moveSql, [id, state])
}
