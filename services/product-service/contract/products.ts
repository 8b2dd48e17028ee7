import { endpoint, id, nullable, oneOf, page, pageQuery, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { inventory, related, relatedDefault, relatedMax } from './around.ts'
import { fieldValues } from './fields.ts'
import { mediaInput, mediaReply } from './media.ts'
import { reviewSummary } from './reviews.ts'
import { languages, localText, productStates, productWords, slug, taxClasses, translations } from './words.ts'

const variantsMax = 100
const sku = text(100, { description: 'Stock keeping unit, unique in the marketplace' })
const barcode = Type.String({ pattern: '^[0-9]{8,14}$', description: 'GTIN' })
const optionValues = Type.Record(Type.String(), text(100), { description: 'A value for each option' })
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })
const minorUnits = Type.Integer({ description: 'Minor units of the currency beside it' })

const attributes = fieldValues('Facts for shoppers, by the key of their definition')
const metadata = fieldValues('Custom fields, by the key of their definition')

const variantInput = struct({
  sku,
  barcode: Type.Optional(nullable(barcode)),
  weightGrams: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
  options: Type.Optional(optionValues),
  attributes: Type.Optional(attributes),
})

const optional = {
  slug: Type.Optional(slug),
  description: Type.Optional(text(20_000, { min: 0, description: 'Plain text, in English' })),
  translations: Type.Optional(struct(translations)),
  brand: Type.Optional(nullable(text(120))),
  categoryId: Type.Optional(nullable(id('The main category'))),
  moreCategoryIds: Type.Optional(Type.Array(id(), { maxItems: 20, uniqueItems: true })),
  taxClass: Type.Optional(oneOf(taxClasses)),
  tags: Type.Optional(Type.Array(text(100), { maxItems: 100, uniqueItems: true })),
  options: Type.Optional(
    Type.Array(text(60), {
      maxItems: 3,
      uniqueItems: true,
      description: 'What variants differ in: Size, Colour',
    }),
  ),
  attributes: Type.Optional(attributes),
  metadata: Type.Optional(metadata),
  media: Type.Optional(
    Type.Array(mediaInput, { maxItems: 20, description: 'In the order in which it is shown' }),
  ),
}

const variantReply = struct({
  variantId: id(),
  sku,
  barcode: nullable(barcode),
  weightGrams: Type.Integer(),
  options: optionValues,
  attributes,
  price: nullable(
    struct(
      {
        basePrice: minorUnits,
        salePrice: nullable(minorUnits),
        saleUntil: nullable(timestamp()),
        lowest30Days: nullable(minorUnits),
        currency,
      },
      { description: 'Null when unpriced. `lowest30Days` is of the 30 days before the sale' },
    ),
  ),
  available: nullable(
    Type.Integer({ description: 'Units that can be sold; null while stock cannot be read' }),
  ),
})

const facts = {
  id: id(),
  vendorId: id(),
  externalId: nullable(text(200)),
  status: oneOf(productStates),
  isActive: Type.Boolean(),
  slug,
  title: text(300, { description: 'In the language asked for, else in English' }),
  description: text(20_000, { min: 0 }),
  translations: struct({
    en: struct({ title: text(300), description: text(20_000, { min: 0 }) }),
    ...translations,
  }),
  words: struct(productWords, {
    description:
      'What options and facts are called in the language asked for; the others are shown as they are',
  }),
  brand: nullable(text(120)),
  categoryId: nullable(id()),
  moreCategoryIds: Type.Array(id()),
  categories: Type.Array(struct({ id: id(), slug, name: localText(120) }), {
    description: 'The categories and all above them, nearest first',
  }),
  taxClass: oneOf(taxClasses),
  tags: Type.Array(text(100)),
  options: Type.Array(text(60)),
  attributes,
  metadata,
  media: Type.Array(mediaReply),
  sku: nullable(text(100)),
  rejectionReason: nullable(text(1000)),
  version: Type.Integer(),
  createdAt: timestamp(),
  updatedAt: timestamp(),
}

export const productReply = struct({
  ...facts,
  variants: Type.Array(variantReply),
  inventoryCount: Type.Integer({ description: 'Units that can be sold, over all variants' }),
  inventory,
  pricing: nullable(
    struct(
      { basePrice: minorUnits, salePrice: nullable(minorUnits), discount: minorUnits, currency },
      {
        description: 'Of the cheapest variant; null when unpriced or while prices cannot be read',
      },
    ),
  ),
  reviews: reviewSummary,
  relatedProducts: Type.Array(related, { description: 'Of the same category, what is in stock first' }),
})

/** How a product reads: language of its texts, currency of its prices. */
const reading = {
  language: Type.Optional(oneOf(languages)),
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'Default EUR' })),
  related: Type.Optional(
    Type.Integer({ minimum: 0, maximum: relatedMax, default: relatedDefault, description: 'How many' }),
  ),
}

export const createProduct = endpoint({
  name: 'product.create_product',
  summary: 'Adds a product; it waits for approval unless it is a draft',
  method: 'POST',
  path: '/api/products',
  permission: 'product.edit_products',
  input: struct({
    vendorId: Type.Optional(id('For operators: whose product it is')),
    externalId: Type.Optional(text(200, { description: 'Its id in the vendor’s own system' })),
    title: text(300),
    ...optional,
    variants: Type.Array(variantInput, { minItems: 1, maxItems: variantsMax }),
    draft: Type.Optional(Type.Boolean()),
  }),
  reply: struct({ id: id(), slug, status: oneOf(productStates), version: Type.Integer() }),
  status: 201,
  idempotency: 'key',
  refusals: { VENDOR_NOT_FOUND: 404, SKU_TAKEN: 409, SLUG_TAKEN: 409, EXTERNAL_ID_TAKEN: 409 },
})

const found = { PRODUCT_NOT_FOUND: 404 } as const

export const getProduct = endpoint({
  name: 'product.get_product',
  summary: 'A product with prices, stock and related products',
  method: 'GET',
  path: '/api/products/:productId',
  permission: 'anyone',
  input: struct({ productId: id(), ...reading }),
  reply: productReply,
  refusals: found,
})

export const getProductBySlug = endpoint({
  name: 'product.get_product_by_slug',
  summary: 'A product by its address; an old address says where the product is now (`data.redirectTo`)',
  method: 'GET',
  path: '/api/products/by-slug/:slug',
  permission: 'anyone',
  input: struct({ slug: text(200), ...reading }),
  reply: productReply,
  refusals: { ...found, PRODUCT_MOVED: 410 },
})

export const listProducts = endpoint({
  name: 'product.list_products',
  summary:
    'Products in any state, newest first unless sorted; a vendor sees its own. Shoppers use the search',
  method: 'GET',
  path: '/api/products',
  permission: 'product.read_products',
  input: struct({
    ...pageQuery,
    vendorId: Type.Optional(id()),
    status: Type.Optional(oneOf(productStates)),
    categoryId: Type.Optional(id('This category and all below it')),
    sku: Type.Optional(text(100)),
    words: Type.Optional(
      text(100, { description: 'Letters of a title in any language, or the beginning of a SKU' }),
    ),
    sortBy: Type.Optional(oneOf(['created', 'title'], '`title`: those of one vendor')),
    sortOrder: Type.Optional(
      oneOf(['asc', 'desc'], 'Titles from A on, creation from the newest on. A cursor belongs to its order'),
    ),
  }),
  reply: page(
    struct({
      id: id(),
      vendorId: id(),
      externalId: nullable(text(200)),
      status: oneOf(productStates),
      slug,
      title: text(300),
      sku: nullable(text(100)),
      variantCount: Type.Integer(),
      image: nullable(Type.String()),
      version: Type.Integer(),
      createdAt: Type.Optional(timestamp()),
      updatedAt: timestamp(),
    }),
  ),
})

export const updateProduct = endpoint({
  name: 'product.update_product',
  summary: 'Changes a product. A list that is given replaces the whole list',
  method: 'PATCH',
  path: '/api/products/:productId',
  permission: 'product.edit_products',
  input: struct({
    productId: id(),
    version: Type.Integer(),
    title: Type.Optional(text(300)),
    ...optional,
    variants: Type.Optional(Type.Array(variantInput, { minItems: 1, maxItems: variantsMax })),
    isActive: Type.Optional(
      Type.Boolean({ description: 'false archives the product, true submits it again' }),
    ),
  }),
  reply: struct({ id: id(), slug, status: oneOf(productStates), version: Type.Integer() }),
  refusals: { ...found, SKU_TAKEN: 409, SLUG_TAKEN: 409, PRODUCT_STATE_WRONG: 409 },
})

const moved = struct({ id: id(), status: oneOf(productStates), version: Type.Integer() })
const moveRefusals = { ...found, PRODUCT_STATE_WRONG: 409 } as const

export const submitProduct = endpoint({
  name: 'product.submit_product',
  summary: 'Asks for approval; who may approve, or publish, activates at once',
  method: 'POST',
  path: '/api/products/:productId/submit',
  permission: 'product.edit_products',
  input: struct({ productId: id() }),
  reply: moved,
  retry: 'keyed',
  refusals: moveRefusals,
})

export const archiveProduct = endpoint({
  name: 'product.archive_product',
  summary: 'Takes a product out of the shop',
  method: 'POST',
  path: '/api/products/:productId/archive',
  permission: 'product.edit_products',
  input: struct({ productId: id() }),
  reply: moved,
  retry: 'keyed',
  refusals: moveRefusals,
})

export const approveProduct = endpoint({
  name: 'product.approve_product',
  summary: 'Lets a product into the shop',
  method: 'POST',
  path: '/api/products/:productId/approve',
  permission: 'product.approve_product',
  input: struct({ productId: id() }),
  reply: moved,
  retry: 'keyed',
  refusals: moveRefusals,
})

export const rejectProduct = endpoint({
  name: 'product.reject_product',
  summary: 'Sends a product back to its vendor with a reason',
  method: 'POST',
  path: '/api/products/:productId/reject',
  permission: 'product.approve_product',
  input: struct({ productId: id(), reason: text(1000) }),
  reply: moved,
  retry: 'keyed',
  refusals: moveRefusals,
})
