import { searchProducts } from '@rialto/search-service/contract'
import type { Visit } from '@rialto/visit'
import { readPreferences } from '../preferences.ts'
import { required } from '../visit.ts'
import type { ListedProduct } from './list-products.ts'
import { openMemory } from './memory.ts'
import { mixVendors } from './mix-vendors.ts'
import { readStall, readVendors, type Stall } from './stalls.ts'
import { stallsOfToday } from './stalls-of-today.ts'

/** What the home page shows to everybody alike. */
export type Market = {
  readonly stalls: readonly Stall[]
  readonly vendorCount: number
  readonly productCount: number
  readonly newest: readonly ListedProduct[]
  readonly reduced: readonly ListedProduct[]
  readonly wanted: readonly ListedProduct[]
  readonly countByCategory: Readonly<Record<string, number>>
}

const stallsMax = 3
const stallProducts = 3
const newestProducts = 8
const newestLookedAt = 100
const newestOfVendorMax = 2
const rowProducts = 4

// Sold out and reduced are true to these seconds; the product's own page is always true.
const remember = openMemory<Market>({ lifeSeconds: 10, entriesMax: 1_000 })

/** The market of today, in the language and currency of the visit. */
export function readMarket(visit: Visit): Promise<Market> {
  const { currency } = readPreferences(visit)
  return remember(`${visit.host} ${visit.language} ${currency}`, () => askMarket(visit, currency))
}

async function askMarket(visit: Visit, currency: string): Promise<Market> {
  const { language } = visit
  const ask = async (input: SearchInput) =>
    required(await visit.api.call(searchProducts, { currency, language, ...input }))
  const [newest, reduced, wanted, vendors] = await Promise.all([
    ask({ sortBy: 'newest', limit: newestLookedAt }),
    ask({ onSale: true, inStock: true, sortBy: 'newest', limit: rowProducts }),
    ask({ inStock: true, sortBy: 'most_wanted', limit: rowProducts }),
    readVendors(visit),
  ])
  const today = stallsOfToday(vendors.items, Date.now(), stallsMax)
  const stalls = await Promise.all(today.map((vendor) => readStall(visit, vendor, stallProducts)))
  return {
    stalls,
    vendorCount: vendors.items.length,
    productCount: newest.total,
    newest: mixVendors(newest.products, { count: newestProducts, ofVendorMax: newestOfVendorMax }),
    reduced: reduced.products,
    wanted: wanted.products,
    countByCategory: Object.fromEntries(
      newest.aggregations.categories.map(({ value, count }) => [value, count]),
    ),
  }
}

type SearchInput = NonNullable<(typeof searchProducts)['types']>['input']
