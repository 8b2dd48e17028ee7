/** A product as the index keeps it. */
export type Document = {
  productId: string
  vendorId: string
  vendorName: string
  slug: string
  title: Localised
  description: Localised
  brand: string | null
  image: string | null
  categoryIds: readonly string[]
  categoryNames: readonly Localised[]
  attributes: Readonly<Record<string, string | number | boolean>>
  tags: readonly string[]
  prices: Readonly<Record<string, number>>
  inStock: boolean
  createdAt: string
}

export type Localised = { readonly en: string; readonly de?: string; readonly ar?: string }

type Product = Omit<Document, 'vendorName' | 'prices' | 'inStock'> & {
  status: string
  variants: readonly { sku: string }[]
}

export type Facts = {
  product: Product
  vendorName: string
  prices: readonly { sku: string; amount: number; currency: string }[]
  available: ReadonlyMap<string, number>
}

/** What the index says of a product, or null when it is not for sale: then it must not be found. */
export function documentOf(facts: Facts): Document | null {
  const { product, vendorName, prices, available } = facts
  if (product.status !== 'active') return null
  const skus = new Set(product.variants.map((variant) => variant.sku))
  const lowest: Record<string, number> = {}
  for (const { sku, amount, currency } of prices) {
    if (skus.has(sku)) lowest[currency] = Math.min(lowest[currency] ?? Number.MAX_SAFE_INTEGER, amount)
  }
  const { status: _status, variants: _variants, ...rest } = product
  const inStock = [...skus].some((sku) => (available.get(sku) ?? 0) > 0)
  return { ...rest, vendorName, prices: lowest, inStock }
}

/** The text of a language, falling back to English. */
export function inLanguage(text: Localised, language: 'en' | 'de' | 'ar'): string {
  return text[language] || text.en
}
