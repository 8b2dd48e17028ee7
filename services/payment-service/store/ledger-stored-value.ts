import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const ensureSql = statement(
  'payment_ensure_stored_value',
  `insert into payment_stored_value (tenant_id, id, owner_id, currency, expires_on)
   values (tenant(), $1, $2, $3, $4) on conflict do nothing`,
)
const findSql = statement(
  'payment_find_stored_value',
  `select s.id, s.owner_id as "ownerId", s.currency, s.expires_on as "expiresOn",
     coalesce(s.expires_on < (database_clock() at time zone 'UTC')::date, false) as "isOver",
     coalesce(g.balance, 0) as balance, coalesce(g.reserved, 0) as reserved
   from payment_stored_value s left join payment_guard g on g.tenant_id = s.tenant_id
     and g.account = 'customer.stored_value' and g.party_id = s.id and g.currency = s.currency
   where s.tenant_id = tenant() and s.id = $1`,
)
const voidExpiredSql = statement(
  'payment_void_expired',
  'select payment_void_expired_v1(tenant(), $1) as voided',
)

export type StoredValue = {
  id: string
  ownerId: string | null
  currency: string
  expiresOn: string | null
  isOver: boolean
  balance: bigint
  /** What pending redemptions have been promised. */
  reserved: bigint
}

export type NewStoredValue = Pick<StoredValue, 'id' | 'ownerId' | 'currency' | 'expiresOn'>

/** Makes it when it is not there yet. What it is stays as it was made. */
export async function ensureStoredValue(sql: Sql, made: NewStoredValue): Promise<StoredValue> {
  await sql.query(ensureSql, [made.id, made.ownerId, made.currency, made.expiresOn])
  const found = await findStoredValue(sql, made.id)
  if (!found) throw new Error(`The stored value ${made.id} was made and is not there`)
  return found
}

export async function findStoredValue(sql: Sql, id: string): Promise<StoredValue | undefined> {
  const [row] = await sql.query<StoredValue>(findSql, [id])
  return row
}

/** Voids pending redemptions that are past their time; answers how many. */
export async function voidExpired(sql: Sql, pendingMax: number): Promise<number> {
  const [row] = await sql.query<{ voided: number }>(voidExpiredSql, [pendingMax])
  return row?.voided ?? 0
}
