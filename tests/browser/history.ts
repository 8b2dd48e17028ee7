// What has happened in the market before anybody goes through its pages: orders in several states, and what waits.
import { randomUUID } from 'node:crypto'
import { type Market, openMarket, type Person, until } from '@rialto/testing'
import { readWares, type Ware } from './people.ts'
import type { Shop } from './shop.ts'

export type History = {
  /** Paid, sent by one of its two vendors, arrived, and a piece of it is on its way back. */
  readonly orderId: string
  readonly returnId: string
  /** Waits for its payment. */
  readonly unpaidId: string
  /** A product of the demo's vendor that is sold, and one that waits for approval. */
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
  const { orderId } = await market.order(shopper, [
    [ware, 2],
    [other, 1],
  ])
  await market.pay(shopper, orderId)
  await market.untilStatus(shopper, orderId, 'paid')
  await send(market, vendor, { orderId, vendorId: ware.vendorId })
  const returnId = await giveBack(market, shopper, { orderId, ware })
  const unpaid = await market.order(shopper, [[ware, 1]])
  const waitingId = await offer(market, vendor)
  return { orderId, returnId, unpaidId: unpaid.orderId, ware, waitingId }
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

/** A new product, that nobody has approved yet. */
async function offer({ wire }: Market, { token }: Person): Promise<string> {
  const sku = `TOUR-${randomUUID().slice(0, 8)}`
  const body = { title: `Tray ${sku}`, variants: [{ sku, weightGrams: 700 }] }
  const { id } = await wire.ask<{ id: string }>('POST', '/api/products', { token, key: sku, body })
  return id
}
