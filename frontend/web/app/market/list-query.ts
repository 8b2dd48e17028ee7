/** What a list of products shows, as its address says it. */
export type ListQuery = {
  readonly words: string
  readonly category: string | null
  readonly vendor: string | null
  readonly brands: readonly string[]
  /** As typed, in the currency's whole units. */
  readonly priceMin: string | null
  readonly priceMax: string | null
  readonly inStock: boolean
  readonly onSale: boolean
  readonly rating: number | null
  readonly sort: Sort
  readonly page: number
}

export const sorts = ['best', 'newest', 'most-wanted', 'price-up', 'price-down', 'rating'] as const
export type Sort = (typeof sorts)[number]
export const ratings = [4, 3] as const

const pagesMax = 500
const wordsCharactersMax = 200
const brandsMax = 20
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads the query of an address. What nobody could have chosen is left out. */
export function readListQuery(query: URLSearchParams): ListQuery {
  const idOf = (name: string) => {
    const value = query.get(name)
    return value !== null && idPattern.test(value) ? value : null
  }
  const page = Number(query.get('page'))
  const rating = Number(query.get('rating'))
  return {
    words: (query.get('q') ?? '').trim().slice(0, wordsCharactersMax),
    category: idOf('category'),
    vendor: idOf('vendor'),
    brands: query
      .getAll('brand')
      .filter((brand) => brand !== '')
      .slice(0, brandsMax),
    priceMin: amountOf(query.get('min')),
    priceMax: amountOf(query.get('max')),
    inStock: query.get('stock') === 'in',
    onSale: query.get('sale') === 'on',
    rating: ratings.find((one) => one === rating) ?? null,
    sort: sorts.find((one) => one === query.get('sort')) ?? 'best',
    page: Number.isInteger(page) && page >= 1 && page <= pagesMax ? page : 1,
  }
}

/** An amount as people type it: digits, with a comma or a point before the smaller ones. */
function amountOf(typed: string | null): string | null {
  const amount = (typed ?? '').trim().replace(',', '.')
  return /^\d{1,9}(\.\d{1,3})?$/.test(amount) ? amount : null
}

/** The query of the address that shows a list so; nothing for what is usual. */
export function writeListQuery(query: ListQuery): string {
  const written = new URLSearchParams()
  const write = (name: string, value: string | null) => {
    if (value !== null && value !== '') written.append(name, value)
  }
  write('q', query.words)
  write('category', query.category)
  write('vendor', query.vendor)
  for (const brand of query.brands) write('brand', brand)
  write('min', query.priceMin)
  write('max', query.priceMax)
  write('stock', query.inStock ? 'in' : null)
  write('sale', query.onSale ? 'on' : null)
  write('rating', query.rating === null ? null : String(query.rating))
  write('sort', query.sort === 'best' ? null : query.sort)
  write('page', query.page === 1 ? null : String(query.page))
  const text = written.toString()
  return text === '' ? '' : `?${text}`
}

/** True when something narrows the list beyond the page's own subject. */
export function isNarrowed(query: ListQuery): boolean {
  const { brands, priceMin, priceMax, inStock, onSale, rating, category, vendor } = query
  return (
    brands.length > 0 ||
    [priceMin, priceMax, rating, category, vendor].some((one) => one !== null) ||
    inStock ||
    onSale
  )
}

/** The same list with nothing that narrows it. */
export function widen(query: ListQuery): ListQuery {
  return { ...readListQuery(new URLSearchParams()), words: query.words, sort: query.sort }
}

/** The pages that are named: the first, the last, and those around the present one; null stands for a gap. */
export function pageNumbers(page: number, pageCount: number): readonly (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pageCount]
  const shown = [...new Set(wanted)].filter((one) => one >= 1 && one <= pageCount).toSorted((a, b) => a - b)
  return shown.flatMap((one, index) => {
    const before = shown[index - 1] ?? one - 1
    if (one - before === 2) return [one - 1, one]
    return one - before > 2 ? [null, one] : [one]
  })
}
