export type Language = 'en' | 'de' | 'ar'
export type Localised = { readonly en: string; readonly de?: string; readonly ar?: string }

/** What the owners of a product say of it now. */
export type Facts = {
  product: {
    productId: string
    vendorId: string
    status: string
    slug: string
    title: Localised
    description: Localised
    brand: string | null
    categoryIds: readonly string[]
    categoryNames: readonly Localised[]
    tags: readonly string[]
    attributes: Readonly<Record<string, string | number | boolean>>
    /** What options and facts are called in other languages. */
    words?: { readonly de?: readonly string[]; readonly ar?: readonly string[] }
    image: string | null
    rating: number | null
    variants: readonly { sku: string; options?: Readonly<Record<string, string>> }[]
    createdAt: string
  }
  vendorName: string
  prices: readonly SkuPrice[]
  available: ReadonlyMap<string, number>
}

/** What a SKU costs now; during a sale also what it cost before, and the lowest price of the 30 days before. */
export type SkuPrice = {
  readonly sku: string
  readonly amount: number
  readonly currency: string
  readonly was?: number | null
  readonly lowestBefore?: number | null
}

/** What there is to say of the lowest price, by currency; nothing where it is simply the price. */
export type Offer = { readonly was?: number; readonly lowestBefore?: number; readonly varies?: true }

type Product = Facts['product']

/** A product as the index keeps it: its words by language and weight, A the most important. */
export type Document = {
  productId: string
  /** What is not for sale is kept, and never found. */
  active: boolean
  vendorId: string
  vendorName: string
  slug: string
  title: Localised
  titleKey: string
  description: Localised
  brand: string | null
  image: string | null
  categoryIds: readonly string[]
  categoryNames: readonly Localised[]
  attributes: Readonly<Record<string, string | number | boolean>>
  vocabulary: readonly string[]
  prices: Readonly<Record<string, number>>
  offers: Readonly<Record<string, Offer>>
  inStock: boolean
  /** The average of its reviews; null without any. */
  rating: number | null
  createdAt: string
  en: WeightedWords
  de: WeightedWords
  ar: WeightedWords
}

export type WeightedWords = { a: string; b: string; c: string; d: string }

/** Over how many days units sold are counted: the short span decides, the long one where the short is equal. */
export const soldDays = { short: 30, long: 90 } as const

const factCharactersMax = 4_000
const vocabularyWordsMax = 200
const wordPattern = /^(?=.*\p{L})[\p{L}\p{N}]{3,40}$/u
const units =
  'mm|cm|m|km|in|inch|ft|g|kg|mg|lb|oz|ml|cl|l|w|kw|wh|kwh|v|a|ah|mah|gb|tb|mb|kb|hz|khz|mhz|ghz|mp|dpi|rpm|bar|db'
const numberWithUnit = new RegExp(`(\\d)\\s+(${units})(?![\\p{L}\\p{N}])`, 'giu')

/**
 * Text as it is indexed and searched: without accents, in lower case, a number joined with its unit. `Crème 19 MM` and
 * `creme 19mm` are the same. Arabic loses its vowel marks.
 */
export function plainText(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(numberWithUnit, '$1$2')
}

/** The words of a text as they stand there, for corrections. */
export function wordsOf(text: string): string[] {
  return [...new Set(plainText(text).split(/[^\p{L}\p{N}]+/u))].filter((word) => wordPattern.test(word))
}

/** What the index says of a product. */
export function documentOf({ product, vendorName, prices, available }: Facts): Document {
  const { status, variants, tags, words: _words, ...rest } = product
  const skus = new Set(variants.map((variant) => variant.sku))
  const named = [product.title, ...product.categoryNames].flatMap((text) => Object.values(text))
  const vocabulary = wordsOf([...named, product.brand ?? '', ...tags].join(' '))
  const own = prices.filter((price) => skus.has(price.sku))
  return {
    ...rest,
    active: status === 'active',
    vendorName,
    titleKey: plainText(product.title.en),
    vocabulary: vocabulary.slice(0, vocabularyWordsMax),
    prices: lowestPrices(own),
    offers: offersOf(own),
    inStock: [...skus].some((sku) => (available.get(sku) ?? 0) > 0),
    en: weigh(product, 'en'),
    de: weigh(product, 'de'),
    ar: weigh(product, 'ar'),
  }
}

function lowestPrices(prices: Facts['prices']): Record<string, number> {
  const lowest: Record<string, number> = {}
  for (const { amount, currency } of prices)
    lowest[currency] = Math.min(lowest[currency] ?? Number.MAX_SAFE_INTEGER, amount)
  return lowest
}

function offersOf(prices: Facts['prices']): Record<string, Offer> {
  const offers: Record<string, Offer> = {}
  for (const [currency, asked] of Map.groupBy(prices, (price) => price.currency)) {
    const [lowest] = asked.toSorted((left, right) => left.amount - right.amount)
    const offer: Offer = {
      ...(lowest?.was ? { was: lowest.was } : {}),
      ...(lowest?.was && lowest.lowestBefore ? { lowestBefore: lowest.lowestBefore } : {}),
      ...(asked.some((price) => price.amount !== lowest?.amount) ? { varies: true } : {}),
    }
    if (Object.keys(offer).length > 0) offers[currency] = offer
  }
  return offers
}

/** Title and SKU weigh most, then brand, categories and tags, then the description, then the other facts. */
function weigh(product: Product, language: Language): WeightedWords {
  const of = (text: Localised) => text[language] ?? ''
  const categories = product.categoryNames.map(of)
  if (language !== 'en')
    return {
      a: plainText(of(product.title)),
      b: plainText(categories.join(' ')),
      c: plainText(of(product.description)),
      d: factWords(product.words?.[language] ?? []),
    }
  const skus = product.variants.map((variant) => variant.sku)
  const options = product.variants.flatMap((variant) => Object.values(variant.options ?? {}))
  const facts = Object.values(product.attributes).filter((value) => typeof value === 'string')
  return {
    a: plainText([product.title.en, ...skus].join(' ')),
    b: plainText([product.brand ?? '', ...categories, ...product.tags].join(' ')),
    c: plainText(product.description.en),
    d: factWords([...options, ...facts]),
  }
}

function factWords(words: readonly string[]): string {
  return plainText([...new Set(words)].join(' ')).slice(0, factCharactersMax)
}

/** The text of a language, falling back to English. */
export function inLanguage(text: Localised, language: Language): string {
  return text[language] || text.en
}

/** Where price ranges begin, in whole units of a currency that has cents. */
const rangeStarts = [0, 10, 25, 50, 100, 250, 500, 1000]

/** The starts of the price ranges in minor units; a currency without cents counts in hundreds. */
export function priceSteps(exponent: number): number[] {
  return rangeStarts.map((start) => start * 10 ** Math.max(2, exponent))
}

/** Text with marks of the database as HTML: everything in it is escaped, what was found is in `<mark>`. */
export function highlightHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(markStart, '<mark>')
    .replaceAll(markEnd, '</mark>')
}

const markStart = '\u0001'
const markEnd = '\u0002'

/** How many letters must be typed otherwise to make one word of the other; swapped neighbours count once. */
export function editDistance(left: string, right: string): number {
  const rows = [Array.from({ length: right.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= left.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const above = rows[row - 1] ?? []
      const same = left[row - 1] === right[column - 1] ? 0 : 1
      const isSwapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      const costs = [
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + same,
        ...(isSwapped ? [(rows[row - 2]?.[column - 2] ?? 0) + 1] : []),
      ]
      line.push(Math.min(...costs))
    }
    rows.push(line)
  }
  return rows[left.length]?.[right.length] ?? right.length
}

export type Neighbour = { word: string; near: string; documents: number }

/** One edit in a short word, two in a long one: what is further away is another word. */
function editsMax(word: string): number {
  return word.length < 5 ? 1 : 2
}

/** The query with unknown words replaced by the nearest known one; undefined when none of them has one. */
export function correctQuery(words: readonly string[], neighbours: readonly Neighbour[]): string | undefined {
  const corrected = words.map((word) => {
    const [best] = neighbours
      .filter((one) => one.word === word)
      .map((one) => ({ ...one, edits: editDistance(word, one.near) }))
      .filter((one) => one.edits <= editsMax(word))
      .toSorted((left, right) => left.edits - right.edits || right.documents - left.documents)
    return best?.near ?? word
  })
  return corrected.some((word, index) => word !== words[index]) ? corrected.join(' ') : undefined
}
