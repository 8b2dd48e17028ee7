import { endpoint, id, nullable, oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'

const pagesMax = 500
const count = Type.Integer({ minimum: 0 })
const facet = struct({ value: text(120), count })

const money = struct({ amount: Type.Integer(), currency: Type.String() })

const foundProduct = struct({
  productId: id(),
  vendorId: id(),
  vendorName: text(120),
  slug: text(200),
  title: text(300, { min: 0 }),
  brand: nullable(text(120)),
  image: nullable(Type.String()),
  price: nullable(money),
  /** The price without the sale that runs now, and the lowest price of the 30 days before that sale. */
  wasPrice: nullable(money),
  lowestBefore: nullable(money),
  priceVaries: Type.Boolean({ description: 'Other variants cost more than `price`' }),
  inStock: Type.Boolean(),
  rating: nullable(Type.Number()),
  searchScore: Type.Number(),
  searchHighlights: struct(
    { title: Type.String(), description: nullable(Type.String()) },
    { description: 'HTML: escaped text with <mark> around what was found' },
  ),
})

export const searchProducts = endpoint({
  name: 'search.search_products',
  summary: 'Products that fit words and filters, with counts to choose from',
  method: 'GET',
  path: '/api/products/search',
  permission: 'anyone',
  input: struct({
    query: Type.Optional(text(200, { min: 0 })),
    category: Type.Optional(id()),
    vendor: Type.Optional(id()),
    brand: Type.Optional(Type.Array(text(120), { maxItems: 20 })),
    priceMin: Type.Optional(Type.Integer({ minimum: 0, description: 'Minor units of `currency`' })),
    priceMax: Type.Optional(Type.Integer({ minimum: 0 })),
    rating: Type.Optional(Type.Number({ minimum: 0, maximum: 5 })),
    inStock: Type.Optional(Type.Boolean()),
    onSale: Type.Optional(Type.Boolean({ description: 'Whether a sale runs, in `currency`' })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: pagesMax, default: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    sortBy: Type.Optional(
      oneOf(
        ['relevance', 'price', 'newest', 'rating', 'name', 'most_wanted'],
        '`most_wanted`: units sold in 30 days, then in 90, then rating, then the newest',
      ),
    ),
    sortOrder: Type.Optional(oneOf(['asc', 'desc'])),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    language: Type.Optional(oneOf(['en', 'de', 'ar'])),
  }),
  reply: struct({
    products: Type.Array(foundProduct),
    total: Type.Integer({ minimum: 0, description: 'Exact up to 10,000, which stands for more' }),
    page: count,
    limit: count,
    totalPages: count,
    /** What was searched instead, when nothing fitted the words as typed. */
    correctedQuery: nullable(Type.String()),
    aggregations: struct({
      brands: Type.Array(facet),
      categories: Type.Array(struct({ value: id(), name: text(120, { min: 0 }), count })),
      vendors: Type.Array(struct({ value: id(), name: text(120), count })),
      price: struct({
        min: nullable(Type.Integer()),
        max: nullable(Type.Integer()),
        currency: Type.String(),
        ranges: Type.Array(struct({ min: Type.Integer(), max: nullable(Type.Integer()), count })),
      }),
      inStock: struct({ true: count, false: count }),
      onSale: struct({ true: count, false: count }),
      ratings: Type.Array(struct({ from: Type.Integer(), count }), {
        description: 'How many are rated so or better, for each number of stars that somebody gave',
      }),
    }),
  }),
})

export const suggestProducts = endpoint({
  name: 'search.suggest_products',
  summary: 'Titles for what is being typed',
  method: 'GET',
  path: '/api/products/suggest',
  permission: 'anyone',
  input: struct({ query: text(100), language: Type.Optional(oneOf(['en', 'de', 'ar'])) }),
  reply: struct({
    items: Type.Array(struct({ title: text(300, { min: 0 }), productId: id(), slug: text(200) })),
  }),
})

export const rebuildIndex = endpoint({
  name: 'search.rebuild_index',
  summary: 'Builds the index again from the catalogue and the orders, while it serves',
  method: 'POST',
  path: '/api/operator/search/rebuild',
  permission: 'product.manage_catalogue',
  input: struct({}),
  reply: struct({ state: oneOf(['started']) }),
  status: 202,
})
