import type { Row, SortOrder, Sql } from '@rialto/core'
import { bothWays, statement } from '@rialto/postgres'

export type Level = {
  sku: string
  productId: string
  vendorId: string
  warehouseId: string
  onHand: number
  reserved: number
  allocated: number
  setAside: number
  available: number
}

export type Warehouse = { id: string; code: string; name: string; country: string; priority: number }

const levelColumns = `s.sku, s.product_id as "productId", s.vendor_id as "vendorId", s.warehouse_id as "warehouseId",
  s.on_hand as "onHand", s.reserved, s.allocated, s.set_aside as "setAside",
  s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside as available`

const insertWarehouseSql = statement(
  'inventory_insert_warehouse',
  `insert into inventory_warehouse (tenant_id, id, code, name, country, priority)
   values (tenant(), $1, $2, $3, $4, $5) on conflict (tenant_id, code) do nothing
   returning id, code, name, country, priority`,
)
const listWarehousesSql = statement(
  'inventory_list_warehouses',
  `select id, code, name, country, priority from inventory_warehouse
   where tenant_id = tenant() and (priority, code) > ($1, $2) order by priority, code limit $3`,
)
const findWarehousesSql = statement(
  'inventory_find_warehouses',
  `select id, code, name, country, priority from inventory_warehouse
   where tenant_id = tenant() and (id = any($1::uuid[]) or code = any($2))`,
)
const listLevelsSql = bothWays(
  'inventory_list_levels',
  (order, beyond) => `select ${levelColumns} from inventory_stock s
   where s.tenant_id = tenant() and ($1::uuid is null or s.vendor_id = $1) and ($2::text is null or s.sku = $2)
     and ($3::uuid is null or s.product_id = $3) and ($4::text is null or (s.sku, s.warehouse_id) ${beyond} ($4, $5))
   order by s.sku ${order}, s.warehouse_id ${order} limit $6`,
)
const findLevelSql = statement(
  'inventory_find_level',
  `select ${levelColumns} from inventory_stock s where s.tenant_id = tenant() and s.sku = $1 and s.warehouse_id = $2`,
)
const findStockOwnerSql = statement(
  'inventory_find_stock_owner',
  `select product_id as "productId", vendor_id as "vendorId" from inventory_stock
   where tenant_id = tenant() and sku = $1 limit 1`,
)
const listMovementsSql = statement(
  'inventory_list_movements',
  `select m.pos::text, m.sku, m.warehouse_id as "warehouseId", m.bucket, m.delta, m.cause, m.cause_id as "causeId", m.at
   from inventory_movement m
   where m.tenant_id = tenant() and m.sku = $1 and m.pos < $3
     and ($2::uuid is null or exists (select from inventory_stock s
       where s.tenant_id = m.tenant_id and s.sku = m.sku and s.vendor_id = $2))
   order by m.pos desc limit $4`,
)
const findShippedFromSql = statement(
  'inventory_find_shipped_from',
  `select s.sku, s.warehouse_id as "warehouseId", s.vendor_id as "vendorId", s.product_id as "productId"
   from inventory_hold_line l join inventory_stock s
     on s.tenant_id = l.tenant_id and s.sku = l.sku and s.warehouse_id = l.warehouse_id
   where l.tenant_id = tenant() and l.hold_id = $1 and l.generation = $2
   order by s.sku, l.shipped desc, s.warehouse_id`,
)
const findProductStockSql = statement(
  'inventory_find_product_stock',
  `select s.warehouse_id as "warehouseId", w.code,
     sum(s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside)::int as available
   from inventory_stock s join inventory_warehouse w on w.tenant_id = s.tenant_id and w.id = s.warehouse_id
   where s.tenant_id = tenant() and s.product_id = $1
   group by s.warehouse_id, w.code, w.priority order by w.priority, w.code`,
)
const findAvailabilitySql = statement(
  'inventory_find_availability',
  `select sku, sum(on_hand + overdraft - reserved - allocated - set_aside)::int as available
   from inventory_stock where tenant_id = tenant() and sku = any($1) group by sku`,
)
const findFreeForSql = statement(
  'inventory_find_free_for',
  `select sku, sum(on_hand + overdraft - reserved - allocated - set_aside)::int as available
   from inventory_stock s where s.tenant_id = tenant() and s.sku = any($1)
     and not exists (select from inventory_hold h
       where h.tenant_id = s.tenant_id and h.id = $2 and h.generation = $3)
   group by sku order by sku`,
)
const changeStockSql = statement(
  'inventory_change_stock',
  'select n, outcome from inventory_change_stock_v1($1) order by n',
)
const changeHoldSql = statement(
  'inventory_change_hold',
  'select n, outcome from inventory_change_hold_v1($1) order by n',
)
const sweepHoldsSql = statement(
  'inventory_sweep_holds',
  'select inventory_sweep_holds_v1(tenant(), $1) as released',
)

const setDropSql = statement('inventory_set_drop', 'select inventory_set_drop_v1($1) as outcome')
const closeDropSql = statement(
  'inventory_close_drop',
  'select inventory_close_drop_v1(tenant(), $1, $2) as outcome',
)
const sweepDropSql = statement('inventory_sweep_drop', 'select inventory_sweep_drop_v1(tenant()) as closed')
const findDropsSql = statement(
  'inventory_find_drops',
  `select d.id as "dropId", database_clock() as now, d.opens_at as "opensAt",
     least(d.ends_at, coalesce(d.closed_at, d.ends_at)) as "endsAt", d.closed_at is not null as "isClosed",
     d.person_max as "perPersonMax", coalesce(c.slices, '[]') as slices
   from inventory_drop d
   left join lateral (
     select jsonb_agg(jsonb_build_object('sku', s.sku, 'quantity', s.quantity, 'unsold', s.unsold) order by s.sku) as slices
     from (select sku, sum(quantity)::int as quantity, sum(unsold)::int as unsold from inventory_slice
           where tenant_id = tenant() and drop_id = d.id group by sku) s
   ) c on true
   where d.tenant_id = tenant() and d.id = any($1::uuid[]) and d.version > 0`,
)
const findUsesSql = statement(
  'inventory_find_limit_uses',
  `select scope, used from inventory_limit_usage
   where tenant_id = tenant() and scope = any($1) and subject = $2`,
)

export async function insertWarehouse(sql: Sql, warehouse: Warehouse): Promise<Warehouse | undefined> {
  const { id, code, name, country, priority } = warehouse
  const [row] = await sql.query<Warehouse>(insertWarehouseSql, [id, code, name, country, priority])
  return row
}

export function listWarehouses(
  sql: Sql,
  after: { priority: number; code: string },
  limit: number,
): Promise<Warehouse[]> {
  return sql.query(listWarehousesSql, [after.priority, after.code, limit])
}

export function findWarehouses(
  sql: Sql,
  ids: readonly string[],
  codes: readonly string[],
): Promise<Warehouse[]> {
  return sql.query(findWarehousesSql, [ids, codes])
}

export type LevelFilter = { vendorId: string | null; sku: string | null; productId: string | null }

export function listLevels(
  sql: Sql,
  filter: LevelFilter,
  page: { after: { sku: string; warehouseId: string } | null; order: SortOrder; limit: number },
) {
  const { vendorId, sku, productId } = filter
  const { after, order, limit } = page
  const values = [vendorId, sku, productId, after?.sku ?? null, after?.warehouseId ?? null, limit]
  return sql.query<Level>(listLevelsSql[order], values)
}

export async function findLevel(sql: Sql, sku: string, warehouseId: string): Promise<Level | undefined> {
  const [row] = await sql.query<Level>(findLevelSql, [sku, warehouseId])
  return row
}

/** Which product and vendor a SKU belongs to, as far as stock knows it. */
export async function findStockOwner(sql: Sql, sku: string) {
  const [row] = await sql.query<{ productId: string; vendorId: string }>(findStockOwnerSql, [sku])
  return row
}

export type Movement = Row & { pos: string; at: Date }

export function listMovements(
  sql: Sql,
  sku: string,
  page: { vendorId: string | null; before: string; limit: number },
) {
  return sql.query<Movement>(listMovementsSql, [sku, page.vendorId, page.before, page.limit])
}

export function findProductStock(sql: Sql, productId: string) {
  return sql.query<{ warehouseId: string; code: string; available: number }>(findProductStockSql, [productId])
}

export function findAvailability(sql: Sql, skus: readonly string[]) {
  return sql.query<{ sku: string; available: number }>(findAvailabilitySql, [skus])
}

/** What is free of these for a hold that nobody decided yet; nothing for one that was decided. */
export function findFreeFor(
  sql: Sql,
  hold: { readonly holdId: string; readonly generation: number },
  skus: readonly string[],
) {
  return sql.query<{ sku: string; available: number }>(findFreeForSql, [skus, hold.holdId, hold.generation])
}

export type StockChange = {
  tenantId: string
  sku: string
  warehouseId: string
  vendorId: string
  productId: string
  kind: 'receive' | 'adjust' | 'count' | 'return'
  quantity: number
  causeId: string
}

export type StockOutcome = { code: 'done' | 'STOCK_TOO_LOW' | 'STOCK_PROMISED'; changed?: boolean }

export async function changeStock(sql: Sql, changes: readonly StockChange[]): Promise<StockOutcome[]> {
  const rows = await sql.query<{ outcome: StockOutcome }>(changeStockSql, [JSON.stringify(changes)])
  return rows.map((row) => row.outcome)
}

/** From where the units of a hold were sent, the warehouse that sent most of a SKU first. */
export function findShippedFrom(
  sql: Sql,
  hold: { holdId: string; generation: number },
): Promise<{ sku: string; warehouseId: string; vendorId: string; productId: string }[]> {
  return sql.query(findShippedFromSql, [hold.holdId, hold.generation])
}

/** Changes holds inside an open transaction, one after the other: the effects of events. Answers a code for each. */
export async function changeHoldsInside(sql: Sql, items: readonly Row[]): Promise<string[]> {
  const rows = await sql.query<{ outcome: { code: string } }>(changeHoldSql, [JSON.stringify(items)])
  return rows.map((row) => row.outcome.code)
}

/** Gives back the units of holds whose time has run out; answers how many holds that were. */
export async function sweepHolds(sql: Sql, holdsMax: number): Promise<number> {
  const [row] = await sql.query<{ released: number }>(sweepHoldsSql, [holdsMax])
  return row?.released ?? 0
}

export type DropTerms = {
  tenantId: string
  dropId: string
  version: number
  opensAt: string
  endsAt: string
  perPersonMax: number
  slices: readonly { sku: string; quantity: number }[]
}

export type DropOutcome = { code: string; sku?: string; left?: number; closedAt?: string }

export async function setDrop(sql: Sql, terms: DropTerms): Promise<DropOutcome> {
  const [row] = await sql.query<{ outcome: DropOutcome }>(setDropSql, [JSON.stringify(terms)])
  return row?.outcome ?? { code: 'NOT_FOUND' }
}

export async function closeDrop(sql: Sql, dropId: string, why: string): Promise<DropOutcome> {
  const [row] = await sql.query<{ outcome: DropOutcome }>(closeDropSql, [dropId, why])
  return row?.outcome ?? { code: 'NOT_FOUND' }
}

/** Closes one drop that nobody closed when its time was over; answers whether there was one. */
export async function sweepDrop(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ closed: boolean }>(sweepDropSql, [])
  return row?.closed ?? false
}

export type DropRow = {
  dropId: string
  now: Date
  opensAt: Date
  endsAt: Date
  isClosed: boolean
  perPersonMax: number
  slices: { sku: string; quantity: number; unsold: number }[]
}

export function findDrops(sql: Sql, dropIds: readonly string[]): Promise<DropRow[]> {
  return sql.query<DropRow>(findDropsSql, [dropIds])
}

/** How much one subject has used of limits. */
export function findUses(sql: Sql, scopes: readonly string[], subject: string) {
  return sql.query<{ scope: string; used: number }>(findUsesSql, [scopes, subject])
}
