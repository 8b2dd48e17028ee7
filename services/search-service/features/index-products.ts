import { type Ctx, consumer, type EventType } from '@rialto/core'
import { availabilityChanged, findAvailability } from '@rialto/inventory-service/contract'
import { findPrices, priceChanged } from '@rialto/pricing-service/contract'
import {
  findProducts,
  productCreated,
  productUpdated,
  reviewHidden,
  reviewPublished,
} from '@rialto/product-service/contract'
import { findVendors } from '@rialto/vendor-service/contract'
import { type Document, documentOf, type SkuPrice } from '../model.ts'
import { readClock, saveDocuments } from '../store/documents.ts'

const skusMax = 500
const productsMax = 200

// Whatever changed of products, their rows are made anew from what their owners say now: events may come in any order.
// A batch of events is one reading and one statement. Reading again does no harm, so the effect need not share the
// commit that marks an event as done; it only has to come before it.
export default consumer({
  name: 'search.index_products',
  kind: 'projection',
  on: [
    productCreated,
    productUpdated,
    availabilityChanged,
    priceChanged,
    reviewPublished,
    reviewHidden,
  ] as readonly EventType<{ productId: string }>[],
  prepare: (events, ctx) => indexProducts(ctx, [...new Set(events.map((event) => event.data.productId))]),
  apply: async () => {},
  together: 'in turn',
})

/** Reads products from the services that own their facts, and saves their rows (INV-1). */
export async function indexProducts(ctx: Ctx, productIds: readonly string[]): Promise<void> {
  for (const part of inParts(productIds, productsMax)) {
    const readAt = await readClock(ctx.sql)
    const documents = await readDocuments(ctx, part)
    await ctx.tx((tx) => saveDocuments(tx, documents, readAt))
  }
}

async function readDocuments(ctx: Ctx, productIds: readonly string[]): Promise<Document[]> {
  const { items: products } = await asked(ctx.call(findProducts, { productIds: [...productIds] }))
  const skus = inParts(
    products.flatMap((product) => product.variants.map((variant) => variant.sku)),
    skusMax,
  )
  const vendorIds = [...new Set(products.map((product) => product.vendorId))]
  const [vendors, prices, stock] = await Promise.all([
    asked(ctx.call(findVendors, { vendorIds, slugs: [] })),
    Promise.all(skus.map((part) => asked(ctx.call(findPrices, { skus: part })))),
    Promise.all(skus.map((part) => asked(ctx.call(findAvailability, { skus: part })))),
  ])
  const vendorNames = new Map(vendors.items.map((vendor) => [vendor.vendorId, vendor.name]))
  const available = new Map(stock.flatMap((part) => part.items).map((item) => [item.sku, item.available]))
  const bySku = Map.groupBy(
    prices.flatMap((part) => part.items),
    (price) => price.sku,
  )
  return products.map((product) =>
    documentOf({
      product,
      vendorName: vendorNames.get(product.vendorId) ?? '',
      prices: product.variants.flatMap(({ sku }) => bySku.get(sku) ?? []).map(presentPrice),
      available,
    }),
  )
}

type Asked = Pick<
  NonNullable<(typeof findPrices)['types']>['output']['items'][number],
  'sku' | 'basePrice' | 'salePrice' | 'lowest30Days' | 'currency'
>

function presentPrice({ sku, basePrice, salePrice, lowest30Days, currency }: Asked): SkuPrice {
  return salePrice === null
    ? { sku, amount: basePrice, currency }
    : { sku, amount: salePrice, currency, was: basePrice, lowestBefore: lowest30Days }
}

/** The value of an answer. Without it the index cannot go on, and tries again later. */
export async function asked<T>(
  call: Promise<{ ok: true; value: T } | { ok: false; code: string }>,
): Promise<T> {
  const answer = await call
  if (!answer.ok) throw new Error(`What is indexed cannot be read now: ${answer.code}`)
  return answer.value
}

export function inParts<T>(all: readonly T[], max: number): T[][] {
  const parts: T[][] = []
  for (let start = 0; start < all.length; start += max) parts.push(all.slice(start, start + max))
  return parts
}
