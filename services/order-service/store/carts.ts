import type { Row, Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { addCartItem, getCart } from '../contract.ts'

/** A cart as every answer gives it, and as the row holds it. */
export type Cart = NonNullable<(typeof addCartItem)['types']>['output']
export type CartWithContact = NonNullable<(typeof getCart)['types']>['output']
export type CartLine = Cart['lines'][number]

const linesMax = 100
const lineQuantityMax = 10_000
/** How long the contact of a cart is kept after its last change. */
export const cartContactDays = 30

const columns = `c.id as "cartId", c.version, c.state, c.order_id as "orderId", c.currency, c.language, c.country,
  c.lines, c.shipping, c.codes`
const contactColumns = `k.email, k.shipping_address as "shippingAddress", k.billing_address as "billingAddress"`
const touched = `version = c.version + 1, touched_on = (database_clock() at time zone 'UTC')::date`
const open = `c.tenant_id = tenant() and c.id = $1 and c.owner_id = $2 and c.state = 'open'`

const insertCartSql = statement(
  'order_insert_cart',
  `insert into order_cart as c (tenant_id, id, owner_id, key_mark, currency, language, country)
   values (tenant(), $1, $2, $3, $4, $5, $6) returning ${columns}`,
)
const findCartSql = statement(
  'order_find_cart',
  `select ${columns}, ${contactColumns} from order_cart c
   left join order_contact k on k.tenant_id = c.tenant_id and k.id = c.id
   where c.tenant_id = tenant() and c.id = $1 and c.owner_id = $2`,
)
const addLinesSql = statement(
  'order_add_cart_lines',
  `update order_cart c set lines = order_merge_lines_v1(c.lines, $3), ${touched}
   where ${open} and order_lines_fit_v1(order_merge_lines_v1(c.lines, $3), ${linesMax}, ${lineQuantityMax})
     and ($4 or not order_lines_clash_v1(c.lines, $3))
   returning ${columns}`,
)
const setQuantitySql = statement(
  'order_set_cart_quantity',
  `update order_cart c set lines = order_set_quantity_v1(c.lines, $3::text, $4::int), ${touched}
   where ${open} and ($5::int is null or c.version = $5)
     and c.lines @> jsonb_build_array(jsonb_build_object('lineId', $3::text))
   returning ${columns}`,
)
const changeCartSql = statement(
  'order_change_cart',
  `with changed as (
     update order_cart c set currency = coalesce($4, c.currency), language = coalesce($5, c.language),
       country = coalesce($6, c.country), shipping = coalesce($7::jsonb, c.shipping),
       codes = coalesce($8::jsonb, c.codes), ${touched}
     where ${open} and c.version = $3 returning c.*
   ), contact as (
     insert into order_contact as k (tenant_id, id, purpose, email, shipping_address, billing_address, delete_on)
     select c.tenant_id, c.id, 'cart', $9, $10::jsonb, $11::jsonb, c.touched_on + ${cartContactDays} from changed c
     on conflict (tenant_id, id) do update set email = coalesce(excluded.email, k.email),
       shipping_address = coalesce(excluded.shipping_address, k.shipping_address),
       billing_address = case when $12::boolean then excluded.billing_address else k.billing_address end,
       delete_on = excluded.delete_on
     returning *
   )
   select ${columns}, ${contactColumns} from changed c join contact k on k.id = c.id`,
)
const lockCartsSql = statement(
  'order_lock_carts',
  `select ${columns}, c.owner_id as "ownerId", c.key_mark as "keyMark" from order_cart c
   where c.tenant_id = tenant() and c.id = any($1::uuid[]) order by c.id for no key update`,
)
const giveCartSql = statement(
  'order_give_cart',
  `update order_cart c set owner_id = $2, ${touched} where c.tenant_id = tenant() and c.id = $1 returning ${columns}`,
)
const abandonCartSql = statement(
  'order_abandon_cart',
  `with gone as (
     update order_cart c set state = 'abandoned', version = c.version + 1
     where c.tenant_id = tenant() and c.id = $1 and c.state = 'open' returning c.id
   )
   delete from order_contact k using gone where k.tenant_id = tenant() and k.id = gone.id`,
)
const abandonIdleSql = statement(
  'order_abandon_idle_carts',
  `with idle as (
     select id from order_cart where tenant_id = tenant() and state = 'open'
       and touched_on < (database_clock() at time zone 'UTC')::date - $1::int
     order by id limit $2 for no key update skip locked
   ), gone as (
     update order_cart c set state = 'abandoned', version = c.version + 1 from idle
     where c.tenant_id = tenant() and c.id = idle.id returning c.id
   ), erased as (
     delete from order_contact k using gone where k.tenant_id = tenant() and k.id = gone.id
   )
   select count(*)::int as abandoned from gone`,
)
const nextHoldSql = statement(
  'order_next_hold_attempt',
  `update order_cart set hold_attempt = $2::int + 1
   where tenant_id = tenant() and id = $1 and hold_attempt = $2::int`,
)

export type NewCart = {
  id: string
  ownerId: string
  keyMark: string
  currency: string
  language: string
  country: string
}

export async function insertCart(sql: Sql, cart: NewCart): Promise<Cart> {
  const { id, ownerId, keyMark, currency, language, country } = cart
  const [row] = await sql.query<Cart>(insertCartSql, [id, ownerId, keyMark, currency, language, country])
  if (!row) throw new Error('A new cart was not written')
  return row
}

/** The cart with its contact, for its owner only. */
export async function findCart(
  sql: Sql,
  cartId: string,
  ownerId: string,
): Promise<CartWithContact | undefined> {
  const [row] = await sql.query<CartWithContact>(findCartSql, [cartId, ownerId])
  return row
}

/**
 * Adds units in one statement; undefined when the cart is not open, not the owner's, would be too full, or holds units of
 * a drop where some of normal sale would be added.
 */
export async function addLines(sql: Sql, cart: CartKey, lines: readonly CartLine[]) {
  const [row] = await sql.query<Cart>(addLinesSql, [cart.cartId, cart.ownerId, JSON.stringify(lines), false])
  return row
}

/** The same for the lines of another cart: where this one holds units of a drop, the others stay out. */
export async function pourLines(sql: Sql, cart: CartKey, lines: readonly CartLine[]) {
  const [row] = await sql.query<Cart>(addLinesSql, [cart.cartId, cart.ownerId, JSON.stringify(lines), true])
  return row
}

export type CartKey = { cartId: string; ownerId: string }

/** Sets the quantity of a line; 0 takes it out. `version` null means whichever there is. */
export async function setQuantity(
  sql: Sql,
  cart: CartKey,
  line: { lineId: string; quantity: number; version: number | null },
) {
  const values = [cart.cartId, cart.ownerId, line.lineId, line.quantity, line.version]
  const [row] = await sql.query<Cart>(setQuantitySql, values)
  return row
}

export type CartChange = {
  version: number
  email?: string | undefined
  shippingAddress?: Row | undefined
  billingAddress?: Row | null | undefined
  currency?: string | undefined
  language?: string | undefined
  country?: string | undefined
  shipping?: readonly unknown[] | undefined
  codes?: readonly string[] | undefined
}

export async function changeCart(sql: Sql, cart: CartKey, change: CartChange) {
  const [row] = await sql.query<CartWithContact>(changeCartSql, [
    cart.cartId,
    cart.ownerId,
    change.version,
    change.currency ?? null,
    change.language ?? null,
    change.country ?? null,
    json(change.shipping),
    json(change.codes),
    change.email ?? null,
    json(change.shippingAddress),
    json(change.billingAddress),
    change.billingAddress !== undefined,
  ])
  return row
}

export type LockedCart = Cart & { ownerId: string; keyMark: string }

/** Locks carts in the order of their ids; the rows are as they will stay until the commit. */
export function lockCarts(sql: Sql, cartIds: readonly string[]): Promise<LockedCart[]> {
  return sql.query<LockedCart>(lockCartsSql, [cartIds])
}

export async function giveCart(sql: Sql, cartId: string, ownerId: string) {
  const [row] = await sql.query<Cart>(giveCartSql, [cartId, ownerId])
  return row
}

export async function abandonCart(sql: Sql, cartId: string): Promise<void> {
  await sql.query(abandonCartSql, [cartId])
}

/** Gives up carts that nobody touched for so many days, and erases their contacts; answers how many. */
export async function abandonIdleCarts(sql: Sql, idleDays: number, cartsMax: number): Promise<number> {
  const [row] = await sql.query<{ abandoned: number }>(abandonIdleSql, [idleDays, cartsMax])
  return row?.abandoned ?? 0
}

/** The hold of this attempt is refused or dead: the next one that asks must ask for another. */
export async function nextHoldAttempt(sql: Sql, cartId: string, attempt: number): Promise<void> {
  await sql.query(nextHoldSql, [cartId, attempt])
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}
