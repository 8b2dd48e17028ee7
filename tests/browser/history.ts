// What has happened in the market before anybody goes through its pages: orders in several states, and what waits.
import { randomUUID } from 'node:crypto'
import { type Market, openMarket, type Person, until } from '@rialto/testing'
import { readWares, type Ware } from './people.ts'
import type { Shop } from './shop.ts'

export type History = {
  /** Paid, sent by one of its two vendors, arrived, and a piece of it is on its way back. */
  readonly orderId: string
  readonly number: string
  readonly shopperEmail: string
  readonly returnId: string
  /** Waits for its payment. */
  readonly unpaidId: string
  /** A file of the demo's vendor in which a row was wrong. */
  readonly importId: string
  /** A product of the demo's vendor that is sold, and one that waits for approval, changed since it was last let in. */
  readonly ware: Ware
  readonly waitingId: string
}

type Found = { products: { productId: string; vendorId: string }[] }
type Seen = { vendorId: string; variants: { sku: string; available: number | null }[] }

export async function makeHistory(shop: Shop): Promise<History> {
  const market = openMarket(shop.url, shop.simulatorUrl)
  const shopper = await market.signIn('shopper@rialto.example', shop.password)
  const vendor = await market.signIn('vendor@rialto.example', shop.password)
  const ware = (await readWares(market, vendor)).at(-1)
  if (!ware) throw new Error('The demo’s vendor sells nothing')
  const other = await findOther(market, ware)
  const { orderId, number } = await market.order(shopper, [
    [ware, 2],
    [other, 1],
  ])
  await market.pay(shopper, orderId)
  await market.untilStatus(shopper, orderId, 'paid')
  await send(market, vendor, { orderId, vendorId: ware.vendorId })
  const returnId = await giveBack(market, shopper, { orderId, ware })
  const unpaid = await market.order(shopper, [[ware, 1]])
  const operator = await market.signIn('operator@rialto.example', shop.password)
  const waitingId = await offer(market, { vendor, operator })
  const importId = await importRows(shop, vendor)
  const shopperEmail = shopper.email
  return { orderId, number, shopperEmail, returnId, unpaidId: unpaid.orderId, importId, ware, waitingId }
}

/** Something in stock of another vendor. */
async function findOther(market: Market, ware: Ware) {
  const { products } = await market.wire.ask<Found>('GET', '/api/products/search?inStock=true&limit=100')
  for (const { productId, vendorId } of products.filter((one) => one.vendorId !== ware.vendorId)) {
    const { variants } = await market.wire.ask<Seen>('GET', `/api/products/${productId}`)
    const variant = variants.find(({ available }) => (available ?? 0) > 1)
    if (variant) return { productId, vendorId, sku: variant.sku }
  }
  throw new Error('Only one vendor has anything in stock')
}

type Part = { orderId: string; vendorId: string }

async function send({ wire }: Market, { token }: Person, { orderId, vendorId }: Part): Promise<void> {
  const part = `/api/orders/${orderId}/vendor-orders/${vendorId}`
  const shipped = { carrier: 'DHL', trackingCode: 'JD01 4600' }
  await wire.ask('POST', `${part}/ship`, { token, key: randomUUID(), body: shipped })
  await wire.ask('POST', `${part}/deliver`, { token, key: randomUUID(), body: {} })
}

type Bought = { orderId: string; ware: Ware }

async function giveBack({ wire }: Market, { token }: Person, { orderId, ware }: Bought): Promise<string> {
  const body = {
    vendorId: ware.vendorId,
    lines: [{ sku: ware.sku, quantity: 1 }],
    reason: 'changed_mind',
    comment: 'Too many for our table.',
  }
  const ask = () =>
    wire.send<{ returnId: string }>('POST', `/api/orders/${orderId}/returns`, {
      token,
      key: randomUUID(),
      body,
    })
  // That the parcel arrived is known to the return a moment later.
  const asked = await until(ask, ({ status }) => status === 201, { what: 'A return' })
  return asked.body.returnId
}

/** A product that was let in, taken out again, changed, and offered anew: the operator sees what is different. */
async function offer({ wire }: Market, as: { vendor: Person; operator: Person }): Promise<string> {
  const { token } = as.vendor
  const sku = `TOUR-${randomUUID().slice(0, 8)}`
  const variants = [{ sku, weightGrams: 700 }]
  const before = { title: `Tray ${sku}`, description: 'Pressed from beech.', tags: ['beech'], variants }
  const { id } = await wire.ask<{ id: string }>('POST', '/api/products', { token, key: sku, body: before })
  await wire.ask('POST', `/api/products/${id}/approve`, { token: as.operator.token, body: {} })
  await wire.ask('POST', `/api/products/${id}/archive`, { token, body: {} })
  const after = { description: 'Pressed from oak, and oiled twice.', tags: ['oak', 'oiled'] }
  const headers = { 'if-match': `${await versionOf(wire, token, sku)}` }
  await wire.ask('PATCH', `/api/products/${id}`, { token, headers, body: after })
  await wire.ask('POST', `/api/products/${id}/submit`, { token, body: {} })
  return id
}

async function versionOf(wire: Market['wire'], token: string, sku: string): Promise<number> {
  const path = `/api/products?sku=${sku}`
  const { items } = await wire.ask<{ items: { version: number }[] }>('GET', path, { token })
  return items[0]?.version ?? 0
}

/** Sends a file of which one row has no title. */
async function importRows({ url, ...shop }: Shop, { token }: Person): Promise<string> {
  const { wire } = openMarket(url, shop.simulatorUrl)
  const body = { format: 'jsonl', name: 'autumn.jsonl' }
  const key = randomUUID()
  const { id } = await wire.ask<{ id: string }>('POST', '/api/products/imports', { token, key, body })
  await fetch(`${url}/api/products/imports/${id}/content`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: JSON.stringify({ id: 'autumn-1', variants: [{ sku: 'AUTUMN-1' }] }),
  })
  return id
}
