import type { Language, LocalText } from '../model.ts'
import type { Words, WordsByLanguage } from './words.ts'

/** The text in a language, else in English. */
export function textIn(text: LocalText, language: Language): string {
  return text[language] || text.en
}

type Translation = Words & { title: string; description?: string }
type Translated = { title: LocalText; description: LocalText; words: WordsByLanguage }

/** Texts as people edit them: by language, then by field. */
export function translationsOf({ title, description, words }: Translated) {
  const de = translationOf(title.de, description.de, words.de)
  const ar = translationOf(title.ar, description.ar, words.ar)
  return {
    en: { title: title.en, description: description.en },
    ...(de ? { de } : {}),
    ...(ar ? { ar } : {}),
  }
}

function translationOf(
  title: string | undefined,
  description: string | undefined,
  words: Words = {},
): Translation | undefined {
  if (title === undefined) return undefined
  return { title, ...(description === undefined ? {} : { description }), ...words }
}

export type SkuPrice = { sku: string; basePrice: number; salePrice: number | null; currency: string }

/** What a product costs: the price of its cheapest variant. */
export function pricingOf(prices: readonly SkuPrice[]) {
  const [cheapest] = prices.toSorted((left, right) => presentPrice(left) - presentPrice(right))
  if (!cheapest) return null
  const { basePrice, salePrice, currency } = cheapest
  return { basePrice, salePrice, discount: basePrice - presentPrice(cheapest), currency }
}

function presentPrice(price: SkuPrice): number {
  return price.salePrice ?? price.basePrice
}

export type ProductStock = {
  totalStock: number
  warehouses: readonly { warehouseId: string; code: string; available: number }[]
}

/** Stock as the product page names it; while it cannot be read, the form that requirement 002.24 gives. */
export function inventoryOf(stock: ProductStock | undefined) {
  if (!stock) return { totalStock: 0, warehouses: [] }
  return { inStock: stock.totalStock > 0, quantity: stock.totalStock, warehouses: [...stock.warehouses] }
}

type Nearby = { readonly skus: readonly string[] }

/** The neighbours to show: what is in stock first, each as new as it came. */
export function pickRelated<N extends Nearby>(
  neighbours: readonly N[],
  available: ReadonlyMap<string, number>,
  countMax: number,
): (N & { inStock: boolean })[] {
  const judged = neighbours.map((one) => ({
    ...one,
    inStock: one.skus.some((sku) => (available.get(sku) ?? 0) > 0),
  }))
  return judged.toSorted((left, right) => Number(right.inStock) - Number(left.inStock)).slice(0, countMax)
}
