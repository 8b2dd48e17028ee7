import { feature, ok } from '@rialto/core'
import { searchProducts } from '../contract.ts'
import { inLanguage } from '../model.ts'
import { type Found, findCategoryNames, findDocuments, readDocuments, type ShownDocument } from '../store.ts'

const currencyDefault = 'EUR'

export default feature(searchProducts, async (input, ctx) => {
  const { page = 1, limit = 20, sortBy = 'relevance', language = 'en', currency = currencyDefault } = input
  const descending = (input.sortOrder ?? 'desc') === 'desc'
  const { query, category, vendor, brand: brands, priceMin, priceMax, rating, inStock } = input
  const filters = { category, vendor, brands, priceMin, priceMax, rating, inStock }
  const found = await findDocuments(ctx.sql, {
    tenantId: ctx.tenant,
    query: query?.trim() ?? '',
    language,
    currency,
    ...filters,
    // Without words nothing is more relevant than another thing: the newest come first.
    sort: sortBy === 'relevance' && !query?.trim() ? 'newest' : sortBy,
    descending,
    offset: (page - 1) * limit,
    limit,
  })
  const [documents, names] = await Promise.all([
    readDocuments(
      ctx.sql,
      found.found.map((one) => one.productId),
    ),
    findCategoryNames(
      ctx.sql,
      found.categories.map((one) => one.value),
    ),
  ])
  const byId = new Map(documents.map((document) => [document.productId, document]))
  const nameOf = new Map(names.map((one) => [one.id, one.name]))
  return ok({
    products: found.found.flatMap((one) => {
      const document = byId.get(one.productId)
      return document ? [showProduct(document, one, { currency, language })] : []
    }),
    total: found.total,
    page,
    limit,
    totalPages: Math.ceil(found.total / limit),
    correctedQuery: found.corrected,
    aggregations: {
      brands: found.brands,
      categories: found.categories.map((one) => {
        const name = nameOf.get(one.value)
        return { ...one, name: name ? inLanguage(name, language) : '' }
      }),
      vendors: found.vendors,
      price: found.price,
      inStock: found.inStock,
    },
  })
})

type Shown = { currency: string; language: 'en' | 'de' | 'ar' }

function showProduct(document: ShownDocument, found: Found['found'][number], { currency, language }: Shown) {
  const { prices, title, ...rest } = document
  const amount = prices[currency]
  return {
    ...rest,
    title: inLanguage(title, language),
    price: amount === undefined ? null : { amount, currency },
    searchScore: found.score,
    searchHighlights: { title: found.title, description: found.description },
  }
}
