import { type Ctx, consumer, type EventType } from '@rialto/core'
import { availabilityChanged, findAvailability } from '@rialto/inventory-service/contract'
import { findPrices, priceChanged } from '@rialto/pricing-service/contract'
import { findProducts, productCreated, productUpdated } from '@rialto/product-service/contract'
import { findVendors } from '@rialto/vendor-service/contract'
import { type Document, documentOf } from '../model.ts'
import { deleteDocument, upsertDocument } from '../store.ts'

const skusMax = 500

// Whatever changed of a product, its row is made anew from what its owners say now: events may come in any order.
export default consumer({
  name: 'search.index_products',
  kind: 'projection',
  on: [productCreated, productUpdated, availabilityChanged, priceChanged] as readonly EventType<{
    productId: string
  }>[],
  prepare: (events, ctx) => readDocuments(ctx, [...new Set(events.map((event) => event.data.productId))]),
  apply: async ({ data }, tx, { prepared: documents }) => {
    const document = documents.get(data.productId)
    if (document) await upsertDocument(tx, document)
    else await deleteDocument(tx, data.productId)
  },
})

/** The rows of products as they stand now; those that are not for sale are missing. */
export async function readDocuments(ctx: Ctx, productIds: readonly string[]): Promise<Map<string, Document>> {
  const products = await asked(ctx.call(findProducts, { productIds: [...productIds] }))
  const active = products.items.filter((product) => product.status === 'active')
  const skus = active.flatMap((product) => product.variants.map((variant) => variant.sku))
  const vendorIds = [...new Set(active.map((product) => product.vendorId))]
  const [vendors, prices, stock] = await Promise.all([
    asked(ctx.call(findVendors, { vendorIds, slugs: [] })),
    inParts(skus, (part) => asked(ctx.call(findPrices, { skus: part }))),
    inParts(skus, (part) => asked(ctx.call(findAvailability, { skus: part }))),
  ])
  const vendorNames = new Map(vendors.items.map((vendor) => [vendor.vendorId, vendor.name]))
  const available = new Map(stock.flatMap((part) => part.items).map((item) => [item.sku, item.available]))
  const amounts = prices
    .flatMap((part) => part.items)
    .map((price) => ({
      sku: price.sku,
      amount: price.salePrice ?? price.basePrice,
      currency: price.currency,
    }))
  const documents = new Map<string, Document>()
  for (const product of active) {
    const vendorName = vendorNames.get(product.vendorId) ?? ''
    const document = documentOf({ product, vendorName, prices: amounts, available })
    if (document) documents.set(product.productId, document)
  }
  return documents
}

async function asked<T>(call: Promise<{ ok: true; value: T } | { ok: false; code: string }>): Promise<T> {
  const answer = await call
  if (!answer.ok) throw new Error(`The facts of products cannot be read now: ${answer.code}`)
  return answer.value
}

function inParts<T>(skus: readonly string[], ask: (part: string[]) => Promise<T>): Promise<T[]> {
  const parts: string[][] = []
  for (let start = 0; start < skus.length; start += skusMax) parts.push(skus.slice(start, start + skusMax))
  return Promise.all(parts.map(ask))
}
