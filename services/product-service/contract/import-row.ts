import { oneOf, struct, text } from '@rialto/core'
import { type Static, Type } from 'typebox'
import { fieldValues } from './fields.ts'
import { slug, taxClasses, translations } from './words.ts'

// One line of an import file: one product. The guide docs/guides/import-format.md tells it to people.

const alt = Type.Optional(text(500, { min: 0 }))

const price = struct({
  amount: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Minor units' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  compareAtAmount: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'The price before a reduction',
    }),
  ),
})

const variant = struct({
  sku: text(100),
  options: Type.Optional(Type.Record(Type.String(), text(100))),
  prices: Type.Optional(Type.Array(price, { maxItems: 20 })),
  weightGrams: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
  barcode: Type.Optional(Type.String({ pattern: '^[0-9]{8,14}$' })),
  stock: Type.Optional(
    Type.Array(struct({ warehouse: text(20), quantity: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }), {
      maxItems: 50,
    }),
  ),
  attributes: Type.Optional(fieldValues('Facts of this variant')),
})

export const importRow = struct({
  id: text(200, { description: 'The id that the vendor’s own system gives the product' }),
  slug: Type.Optional(slug),
  title: text(300),
  description: Type.Optional(text(20_000, { min: 0 })),
  brand: Type.Optional(text(120)),
  categories: Type.Optional(Type.Array(text(1000), { maxItems: 20, description: '`Home > Kitchen`' })),
  taxClass: Type.Optional(oneOf(taxClasses)),
  status: Type.Optional(oneOf(['active', 'draft'])),
  tags: Type.Optional(Type.Array(text(100), { maxItems: 100, uniqueItems: true })),
  options: Type.Optional(Type.Array(text(60), { maxItems: 3, uniqueItems: true })),
  attributes: Type.Optional(fieldValues('Facts for shoppers')),
  metadata: Type.Optional(fieldValues('Custom fields')),
  translations: Type.Optional(struct(translations)),
  media: Type.Optional(
    Type.Array(struct({ url: Type.Optional(text(2000)), file: Type.Optional(text(2000)), alt }), {
      maxItems: 20,
    }),
  ),
  variants: Type.Array(variant, { minItems: 1, maxItems: 100 }),
})

export type ImportRow = Static<typeof importRow>
