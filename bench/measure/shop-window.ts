import { type Market, type RunningShape, settle } from '@rialto/testing'
import type { ShopWindow } from '../driver/shopping/shop-window.ts'
import { catalogueLines, importLines } from './catalogue.ts'

const pageProducts = 100
const ownStock = 10

type Found = { products: { productId: string; slug: string; title: string }[] }
type Listed = { items: { slug: string }[] }

/** Fills a shop for emulated shoppers, and reads what they need to know of it. */
export async function fillWindow(
  market: Market,
  { databaseUrls }: RunningShape,
  count: number,
): Promise<ShopWindow> {
  await importLines(market, await market.vendor('window'), catalogueLines(count))
  const vendor = await market.vendor('office')
  const ownProduct = await market.product(vendor, { stock: ownStock })
  await settle(databaseUrls)
  const products: ShopWindow['products'][number][] = []
  for (let page = 1; products.length < count; page += 1) {
    const path = `/api/products/search?limit=${pageProducts}&page=${page}&sortBy=name`
    const found = await market.wire.ask<Found>('GET', path)
    if (found.products.length === 0) throw new Error(`Only ${products.length} products are found`)
    for (const { productId: id, slug, title } of found.products) {
      const [, n] = /number (\d+)$/.exec(title) ?? []
      if (n !== undefined) products.push({ id, slug, sku: `BENCH-${n}-S` })
    }
  }
  const categories = await market.wire.ask<Listed>('GET', '/api/products/categories?limit=100')
  return {
    products,
    categories: categories.items.map(({ slug }) => slug),
    words: ['lamp', 'oak bench', 'kettle', 'wool', 'basket', 'steel', 'glass vase', 'clock'].map(
      encodeURIComponent,
    ),
    vendor,
    ownProduct,
  }
}
