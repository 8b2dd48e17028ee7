import { type Market, type Person, type Product, runSql } from '@rialto/testing'

/** What all copies of a prepared cart have in common, and what their shoppers' tokens say. */
export type PreparedCarts = {
  readonly cartVersion: number
  readonly digest: string
  readonly claims: { tenant: string; permissions: string[]; roles: string[] }
}

/** The cart and the shopper of the nth order: the bench writes and its driver orders them. */
export const cartIdOf = (n: number) => `0199be4c-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const guestIdOf = (n: number) => `0199be4c-0000-7000-9000-${n.toString(16).padStart(12, '0')}`

/**
 * Prepares carts for orders: one is filled, addressed and quoted through the API, and its rows are copied for shoppers
 * of their own. The quote is not copied, so that the server computes it again for each order.
 */
export async function prepareCarts(
  market: Market,
  options: { databaseUrl: string; wishes: readonly Product[]; from: number; count: number },
): Promise<PreparedCarts> {
  const { databaseUrl, wishes, from, count } = options
  const person = await market.guest()
  const cartId = await market.cart(
    person,
    wishes.map((one) => [one, 1] as const),
  )
  const { cartVersion, quote } = await market.quote(person, cartId)
  const claims = claimsOf(person)
  const n = `lpad(to_hex(n), 12, '0')`
  const copyOf = (table: string, columns: string, owner = '') =>
    `insert into ${table} (tenant_id, id, ${owner && 'owner_id, '}${columns})
     select tenant_id, ('${cartIdOf(0).slice(0, -12)}' || ${n})::uuid, ${owner} ${columns}
     from ${table}, generate_series(${from}, ${from + count - 1}) n
     where tenant_id = '${claims.tenant}' and id = '${cartId}'`
  const guest = `'guest:${guestIdOf(0).slice(0, -12)}' || ${n},`
  await runSql(databaseUrl, 'rialto_system', [
    `set statement_timeout = 0`,
    copyOf('order_cart', 'key_mark, version, currency, language, country, lines, shipping, codes', guest),
    copyOf('order_contact', 'purpose, email, shipping_address, billing_address, delete_on'),
  ])
  return { cartVersion, digest: quote.digest, claims }
}

function claimsOf(person: Person): PreparedCarts['claims'] {
  const [, payload = ''] = person.token.split('.')
  const { tenant, permissions, roles } = JSON.parse(Buffer.from(payload, 'base64url').toString())
  return { tenant, permissions, roles }
}
