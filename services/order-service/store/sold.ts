import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { type SoldFacts, soldStates } from '../model/sold.ts'

/** Ids are UUIDv7 of the server, at most this far from the database's clock (spine 4). */
const idDriftMinutes = 5

const findSoldSql = statement(
  'order_find_sold',
  `select h.id as "orderId", h.created_at as "createdAt", h.status, h.state -> 'parts' as parts,
     h.document -> 'items' as items,
     (select coalesce(jsonb_agg(line), '[]') from order_return r, jsonb_array_elements(r.lines) line
      where r.tenant_id = h.tenant_id and r.order_id = h.id and r.status in ('received', 'refunded')) as returned
   from order_head h where h.tenant_id = tenant() and h.id = any($1::uuid[]) order by h.id`,
)
const listSoldSql = statement(
  'order_list_sold',
  `select h.id from order_head h
   where h.tenant_id = tenant() and h.id > $1 and h.status = any($2) and h.id >= (
     select (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-0000-0000-000000000000')::uuid
     from lpad(to_hex((extract(epoch from
       database_clock() - make_interval(days => $3, mins => ${idDriftMinutes})) * 1000)::bigint), 12, '0') t)
   order by h.id limit $4`,
)

export function findSold(
  sql: Sql,
  orderIds: readonly string[],
): Promise<(SoldFacts & { orderId: string; createdAt: Date })[]> {
  return sql.query(findSoldSql, [orderIds])
}

const firstId = '00000000-0000-0000-0000-000000000000'

/** Ids of the orders of the last days that sold something, the oldest first. */
export async function listSold(
  sql: Sql,
  { days, after, limit }: { days: number; after?: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(listSoldSql, [after ?? firstId, soldStates, days, limit])
  return rows.map((row) => row.id)
}
