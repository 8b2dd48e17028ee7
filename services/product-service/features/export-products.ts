import { type Ctx, feature, ok } from '@rialto/core'
import { findPrices } from '@rialto/pricing-service/contract'
import { exportProducts } from '../contract.ts'
import type { StoredProduct } from '../model/documents.ts'
import { exportRow } from '../model/export-row.ts'
import { allCategories } from '../store/categories.ts'
import { listStored, skusOf } from '../store/products.ts'
import { findVendor } from './find-vendor.ts'

const pageProductsMax = 50
const skusMax = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'

// Stock is left out: a file that lies around would overwrite what was sold meanwhile.
export default feature(exportProducts, async (input, ctx) => {
  const vendor = await findVendor(ctx, input.vendorId)
  if (!vendor.ok) return vendor
  return ok({
    // Not application/x-ndjson: many clients take every type with json in it for one document.
    contentType: 'text/plain; charset=utf-8',
    headers: { 'content-disposition': 'attachment; filename="products.jsonl"' },
    content: lines(ctx, vendor.value),
  })
})

async function* lines(ctx: Ctx, vendorId: string): AsyncGenerator<string> {
  const categoryPath = await loadCategoryPaths(ctx)
  let after = beforeAll
  for (;;) {
    const page = await listStored(ctx.sql, vendorId, { after, limit: pageProductsMax })
    const last = page.at(-1)
    if (!last) return
    after = last.id
    const prices = await loadPrices(ctx, page)
    const facts = { categoryPath, pricesOf: (sku: string) => prices.get(sku) ?? [] }
    for (const product of page) yield `${JSON.stringify(exportRow(product, facts))}\n`
  }
}

async function loadCategoryPaths(ctx: Ctx): Promise<(id: string) => string | undefined> {
  const categories = new Map((await allCategories(ctx.sql)).map((category) => [category.id, category]))
  return (id) =>
    categories
      .get(id)
      ?.path.toReversed()
      .map((above) => categories.get(above)?.name.en ?? '')
      .join(' > ')
}

type ExportPrice = { amount: number; currency: string; compareAtAmount?: number }

/** A sale that ends by itself is left out with its base price: the file cannot say when it ends. */
async function loadPrices(ctx: Ctx, page: readonly StoredProduct[]): Promise<Map<string, ExportPrice[]>> {
  const prices = new Map<string, ExportPrice[]>()
  const skus = page.flatMap((product) => skusOf(product.document))
  for (let at = 0; at < skus.length; at += skusMax) {
    const found = await ctx.call(findPrices, { skus: skus.slice(at, at + skusMax) })
    if (!found.ok) throw new Error(`The prices cannot be read: ${found.code}`)
    for (const { sku, basePrice, salePrice, saleUntil, currency } of found.value.items) {
      if (saleUntil !== null) continue
      const price =
        salePrice === null ? { amount: basePrice } : { amount: salePrice, compareAtAmount: basePrice }
      prices.set(sku, [...(prices.get(sku) ?? []), { ...price, currency }])
    }
  }
  return prices
}
