import { endpoint, eventType, id, nullable, oneOf, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'

export const productStates = ['draft', 'pending_approval', 'active', 'rejected', 'archived'] as const
export const languages = ['en', 'de', 'ar'] as const

/** Text by language; English is the fallback of the others. */
export const localText = (charactersMax: number) =>
  struct({
    en: text(charactersMax, { min: 0 }),
    de: Type.Optional(text(charactersMax, { min: 0 })),
    ar: Type.Optional(text(charactersMax, { min: 0 })),
  })

/** A variant as carts, quotes and stock need it. */
export const variantFacts = struct({
  variantId: id(),
  sku: text(100),
  productId: id(),
  vendorId: id(),
  slug: text(200),
  title: localText(200),
  options: Type.Record(Type.String(), Type.String()),
  image: nullable(Type.String({ description: 'Hash of the picture: /media/<hash>/<width>.webp' })),
  weightGrams: Type.Integer({ minimum: 0 }),
  taxClass: oneOf(['standard', 'reduced', 'zero']),
  categoryIds: Type.Array(id(), { description: 'The category and all above it, nearest first' }),
  status: oneOf(productStates),
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

/** A product as the search index needs it. */
export const productFacts = struct({
  productId: id(),
  vendorId: id(),
  status: oneOf(productStates),
  slug: text(200),
  title: localText(200),
  description: localText(20_000),
  brand: nullable(text(120)),
  categoryIds: Type.Array(id()),
  categoryNames: Type.Array(localText(120)),
  tags: Type.Array(text(80)),
  attributes: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  image: nullable(Type.String()),
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

export const productCreated = eventType({
  type: 'product.created',
  summary: 'A vendor created a product; it may still wait for approval',
  data: struct({ productId: id(), vendorId: id(), category: nullable(id()) }),
})

export const productUpdated = eventType({
  type: 'product.updated',
  summary: 'A product or its state changed',
  data: struct({ productId: id(), changes: Type.Array(text(60)), updatedBy: text(80) }),
})
