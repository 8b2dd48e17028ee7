import { type Ctx, feature, ok } from '@rialto/core'
import { exponentOf, isCurrency } from '@rialto/money'
import { searchProducts } from '../contract.ts'
import {
  correctQuery,
  highlightHtml,
  inLanguage,
  type Language,
  type Localised,
  plainText,
  priceSteps,
} from '../model.ts'
import type { SearchPorts } from '../ports.ts'
import { countFacets, type Facets, type Found, findDocuments, findNeighbours } from '../store/documents.ts'

const currencyDefault = 'EUR'
const broadProductsMin = 2_000

/** What is searched, and which part of it is shown. */
type Wanted = { search: Record<string, unknown> & { words: string }; view: Record<string, unknown> }

// All words before any word; unknown words are corrected in between, and the answer says so.
export default feature(searchProducts, async (input, ctx: Ctx<SearchPorts>) => {
  const { page = 1, limit = 20, language = 'en', currency = currencyDefault, sortBy = 'relevance' } = input
  const { category, vendor, brand: brands, priceMin, priceMax, rating, inStock, onSale } = input
  const filters = { category, vendor, brands, priceMin, priceMax, rating, inStock, onSale }
  const words = plainText(input.query ?? '').trim()
  const { found, search, corrected } = await findBest(ctx, {
    search: { tenantId: ctx.tenant, words, language, currency, ...filters },
    view: {
      // Without words nothing is more relevant than another thing: the newest come first.
      sort: sortBy === 'relevance' && words === '' ? 'newest' : sortBy,
      descending: (input.sortOrder ?? 'desc') === 'desc',
      offset: (page - 1) * limit,
      limit,
    },
  })
  const steps = priceSteps(isCurrency(currency) ? exponentOf(currency) : 2)
  const facets = await countOrRemember(ctx, { ...search, priceSteps: steps })
  return ok({
    products: found.found.map((one) => toProduct(one, currency)),
    total: facets.total,
    page,
    limit,
    totalPages: Math.ceil(facets.total / limit),
    correctedQuery: corrected,
    aggregations: nameFacets(facets, { language, currency }),
  })
})

/** A broad search is counted once in a while; a narrow one is cheap, and always counted. */
async function countOrRemember(ctx: Ctx<SearchPorts>, search: Record<string, unknown>): Promise<Facets> {
  const key = JSON.stringify(search)
  const remembered = ctx.ports.facets?.get(key) as Facets | undefined
  if (remembered) return remembered
  const facets = await countFacets(ctx.sql, search)
  if (facets.counted >= broadProductsMin) ctx.ports.facets?.set(key, facets)
  return facets
}

async function findBest(ctx: Ctx<SearchPorts>, { search, view }: Wanted) {
  const exact = await findDocuments(ctx.sql, { ...search, ...view })
  if (exact.matches || search.words === '') return { found: exact, search, corrected: null }
  const words = search.words.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const corrected = correctQuery(words, await findNeighbours(ctx.sql, words)) ?? null
  if (corrected !== null) {
    const better = { ...search, words: corrected }
    const found = await findDocuments(ctx.sql, { ...better, ...view })
    if (found.matches) return { found, search: better, corrected }
  }
  const any = { ...search, words: corrected ?? search.words, any: true }
  return { found: await findDocuments(ctx.sql, { ...any, ...view }), search: any, corrected }
}

function toProduct(one: Found['found'][number], currency: string) {
  const { score, price, offer, markedTitle, markedDescription, ...shown } = one
  const money = (amount: number | null | undefined) => (amount == null ? null : { amount, currency })
  return {
    ...shown,
    price: money(price),
    wasPrice: money(offer?.was),
    lowestBefore: money(offer?.lowestBefore),
    priceVaries: offer?.varies ?? false,
    searchScore: score,
    searchHighlights: {
      title: highlightHtml(markedTitle),
      description: markedDescription === null ? null : highlightHtml(markedDescription),
    },
  }
}

function nameFacets(facets: Facets, reading: { language: Language; currency: string }) {
  const { brands, categories, vendors, price, inStock, onSale, ratings } = facets
  const named = <T extends { name: Localised | null }>(one: T) => ({
    ...one,
    name: one.name === null ? '' : inLanguage(one.name, reading.language),
  })
  return {
    brands,
    categories: categories.map(named),
    vendors: vendors.map(named),
    price: { ...price, currency: reading.currency },
    inStock,
    onSale,
    ratings,
  }
}
