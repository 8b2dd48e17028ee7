import { randomUUID } from 'node:crypto'
import { type Market, type Person, type Product, runSql } from '@rialto/testing'

/** What all copies of a prepared cart have in common, what their shoppers' tokens say, and which numbers they have. */
export type PreparedCarts = {
  readonly cartVersion: number
  readonly digest: string
  readonly claims: { tenant: string; permissions: string[]; roles: string[]; kind: 'user' | 'guest' }
  readonly from: number
  readonly count: number
}

type Wish = {
  databaseUrl: string
  wishes: readonly Product[]
  count: number
  /** Bought in this drop, by people with accounts; else guests buy. */
  dropId?: string
  /** Each copy has its quote, as after a look at the till; else the server computes it again for each order. */
  isQuoted?: boolean
}

/** No two carts of a bench have the same number. */
let next = 0

/** Cart, quote and shopper of the nth order: the bench writes and its driver orders them. */
export const cartIdOf = (n: number) => numbered('8', n)
export const shopperIdOf = (n: number) => numbered('9', n)
export const quoteIdOf = (n: number) => numbered('a', n)

function numbered(kind: string, n: number): string {
  return `0199be4c-0000-7000-${kind}000-${n.toString(16).padStart(12, '0')}`
}

/**
 * Prepares carts for orders: one is filled, addressed and quoted through the API, and its rows are copied for shoppers
 * of their own.
 */
export async function prepareCarts(market: Market, wish: Wish): Promise<PreparedCarts> {
  const { databaseUrl, count } = wish
  const from = next
  next += count
  const person = await (wish.dropId === undefined ? market.guest() : market.person('fan'))
  const cartId = await fillCart(market, person, wish)
  const { cartVersion, quote } = await market.quote(person, cartId)
  const claims = claimsOf(person)
  const copyOf = (table: string, columns: Record<string, string>, where = `id = '${cartId}'`) =>
    `insert into ${table} (tenant_id, ${Object.keys(columns)})
     select tenant_id, ${Object.values(columns)} from ${table}, generate_series(${from}, ${from + count - 1}) n
     where tenant_id = '${claims.tenant}' and ${where}`
  const id = copyId(cartIdOf)
  const owner = `'${claims.kind}:' || ${copyId(shopperIdOf)}`
  const cart = as('key_mark, version, currency, language, country, lines, shipping, codes')
  const contact = as('purpose, email, shipping_address, billing_address, delete_on')
  const quoted = { ...as('cart_version, digest, document, expires_at'), id: copyId(quoteIdOf), cart_id: id }
  await runSql(databaseUrl, 'rialto_system', [
    `set statement_timeout = 0`,
    copyOf('order_cart', { ...cart, id, owner_id: owner }),
    copyOf('order_contact', { ...contact, id }),
    ...(wish.isQuoted ? [copyOf('order_quote', quoted, `id = '${quote.quoteId}'`)] : []),
  ])
  return { cartVersion, digest: quote.digest, claims, from, count }
}

/** As many carts of each of these kinds, that many in all. */
export async function prepareKinds(
  market: Market,
  wish: { databaseUrl: string; kinds: readonly (readonly Product[])[]; count: number },
): Promise<PreparedCarts[]> {
  const { databaseUrl, kinds } = wish
  const count = Math.ceil(wish.count / kinds.length)
  const carts: PreparedCarts[] = []
  for (const wishes of kinds) carts.push(await prepareCarts(market, { databaseUrl, wishes, count }))
  return carts
}

async function fillCart(market: Market, person: Person, { wishes, dropId }: Wish): Promise<string> {
  if (dropId === undefined)
    return market.cart(
      person,
      wishes.map((one) => [one, 1] as const),
    )
  const cartId = await market.cart(person, [])
  for (const { sku } of wishes) {
    await market.wire.ask('POST', `/api/carts/${cartId}/items`, {
      token: person.token,
      key: randomUUID(),
      body: { sku, quantity: 1, dropId },
    })
  }
  return cartId
}

/** The expression for the id of the nth copy. */
function copyId(idOf: (n: number) => string): string {
  return `('${idOf(0).slice(0, -12)}' || lpad(to_hex(n), 12, '0'))::uuid`
}

function as(columns: string): Record<string, string> {
  return Object.fromEntries(columns.split(', ').map((column) => [column, column]))
}

/** What the token of a person says: others like them get tokens of the same kind. */
export function claimsOf(person: Person): PreparedCarts['claims'] {
  const [, payload = ''] = person.token.split('.')
  const { tenant, permissions, roles, kind } = JSON.parse(Buffer.from(payload, 'base64url').toString())
  return { tenant, permissions, roles, kind }
}
