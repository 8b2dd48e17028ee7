import { endpoint, id, nullable, oneOf, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { localText, productStates, slug, type Texts, taxClasses } from './words.ts'

/** Options as they are shown in other languages; those of a language that is not there are shown as they are. */
export const localOptions = Type.Unsafe<{ de?: Texts; ar?: Texts }>(
  struct({
    de: Type.Optional(Type.Record(Type.String(), Type.String())),
    ar: Type.Optional(Type.Record(Type.String(), Type.String())),
  }),
)

/** A variant as carts, quotes and stock need it. */
export const variantFacts = struct({
  variantId: id(),
  sku: text(100),
  productId: id(),
  vendorId: id(),
  slug,
  title: localText(300),
  options: Type.Record(Type.String(), Type.String()),
  localOptions: Type.Optional(localOptions),
  image: nullable(Type.String({ description: 'Hash of the picture: /media/<hash>/<width>.webp' })),
  weightGrams: Type.Integer({ minimum: 0 }),
  taxClass: oneOf(taxClasses),
  categoryIds: Type.Array(id(), { description: 'The category and all above it, nearest first' }),
  status: oneOf(productStates, 'A variant that the vendor took out is `archived`'),
})

export const findVariants = endpoint({
  name: 'product.find_variants',
  summary: 'Facts of variants by SKU or id; unknown ones are left out',
  method: 'POST',
  path: '/internal/products/variants',
  exposure: 'internal',
  permission: 'product.read_catalogue',
  input: struct({
    skus: Type.Array(text(100), { maxItems: 500 }),
    variantIds: Type.Array(id(), { maxItems: 500 }),
  }),
  reply: struct({ items: Type.Array(variantFacts) }),
  retry: 'safe',
})

/** A product as the search index needs it. A number with a unit is the text of both: `1400 W`. */
export const productFacts = struct({
  productId: id(),
  vendorId: id(),
  status: oneOf(productStates),
  slug,
  title: localText(300),
  description: localText(20_000),
  brand: nullable(text(120)),
  categoryIds: Type.Array(id(), { description: 'The categories and all above them, nearest first' }),
  categoryNames: Type.Array(localText(120), { description: 'In the order of categoryIds' }),
  tags: Type.Array(text(100)),
  attributes: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  words: Type.Optional(
    struct(
      { de: Type.Optional(Type.Array(Type.String())), ar: Type.Optional(Type.Array(Type.String())) },
      { description: 'What options and facts are called in other languages' },
    ),
  ),
  image: nullable(Type.String()),
  rating: nullable(Type.Number({ description: 'The average of the reviews in the shop; null without any' })),
  variants: Type.Array(
    struct({ variantId: id(), sku: text(100), options: Type.Record(Type.String(), Type.String()) }),
  ),
  createdAt: timestamp(),
})

export const findProducts = endpoint({
  name: 'product.find_products',
  summary: 'Facts of products by id, in any state; unknown ones are left out',
  method: 'POST',
  path: '/internal/products/facts',
  exposure: 'internal',
  permission: 'product.read_catalogue',
  input: struct({ productIds: Type.Array(id(), { maxItems: 200 }) }),
  reply: struct({ items: Type.Array(productFacts) }),
  retry: 'safe',
})

export const listProductIds = endpoint({
  name: 'product.list_product_ids',
  summary:
    'The ids of all products, or of one category and all below it: what a search index is built again from',
  method: 'GET',
  path: '/internal/products/ids',
  exposure: 'internal',
  permission: 'product.read_catalogue',
  input: struct({
    categoryId: Type.Optional(id()),
    after: Type.Optional(id('The last id of the previous answer')),
    limit: Type.Integer({ minimum: 1, maximum: 1000 }),
  }),
  reply: struct({ productIds: Type.Array(id()) }),
})
