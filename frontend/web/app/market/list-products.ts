import { searchProducts } from '@rialto/search-service/contract'
import type { Visit } from '@rialto/visit'
import { readPreferences } from '../preferences.ts'
import { leadTo, required } from '../visit.ts'
import { type ListQuery, type Sort, writeListQuery } from './list-query.ts'
import { minorUnitsOf } from './typed-amount.ts'

type Searched = NonNullable<(typeof searchProducts)['types']>['output']
type Asked = NonNullable<(typeof searchProducts)['types']>['input']
export type ListedProduct = Searched['products'][number]

/** A list of products as a page shows it: what was asked, what was found, and what there is to choose from. */
export type ProductList = {
  readonly query: ListQuery
  readonly currency: string
  readonly products: readonly ListedProduct[]
  readonly total: number
  readonly totalPages: number
  readonly correctedQuery: string | null
  readonly facets: Searched['aggregations']
}

const productsOnPage = 24

const orders: Readonly<Record<Sort, Pick<Asked, 'sortBy' | 'sortOrder'>>> = {
  best: { sortBy: 'relevance', sortOrder: 'desc' },
  newest: { sortBy: 'newest', sortOrder: 'desc' },
  'most-wanted': { sortBy: 'most_wanted', sortOrder: 'desc' },
  'price-up': { sortBy: 'price', sortOrder: 'asc' },
  'price-down': { sortBy: 'price', sortOrder: 'desc' },
  rating: { sortBy: 'rating', sortOrder: 'desc' },
}

/** Asks the search once for everything that a list shows. `subject` is what the page itself is about. */
export async function readProducts(
  visit: Visit,
  query: ListQuery,
  subject: { readonly category?: string; readonly vendor?: string } = {},
): Promise<ProductList> {
  const { currency } = readPreferences(visit)
  const category = subject.category ?? query.category
  const vendor = subject.vendor ?? query.vendor
  const found = required(
    await visit.api.call(searchProducts, {
      ...orders[query.sort],
      ...(query.words === '' ? {} : { query: query.words }),
      ...(category === null ? {} : { category }),
      ...(vendor === null ? {} : { vendor }),
      ...(query.brands.length === 0 ? {} : { brand: [...query.brands] }),
      ...(query.priceMin === null ? {} : { priceMin: minorUnitsOf(query.priceMin, currency) }),
      ...(query.priceMax === null ? {} : { priceMax: minorUnitsOf(query.priceMax, currency) }),
      ...(query.inStock ? { inStock: true } : {}),
      ...(query.onSale ? { onSale: true } : {}),
      ...(query.rating === null ? {} : { rating: query.rating }),
      page: query.page,
      limit: productsOnPage,
      currency,
      language: visit.language,
    }),
  )
  const { products, total, totalPages, correctedQuery, aggregations } = found
  // A list that became shorter has no such page any more: its last one is the nearest.
  if (products.length === 0 && total > 0 && query.page > 1)
    throw leadTo(visit, `${visit.path}${writeListQuery({ ...query, page: Math.max(totalPages, 1) })}`)
  return { query, currency, products, total, totalPages, correctedQuery, facets: aggregations }
}
