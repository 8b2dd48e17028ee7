import { id, nullable, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { slug } from './words.ts'

const minorUnits = Type.Integer({ description: 'Minor units of the currency beside it' })
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })

/** Inventory as requirement 002.24 names it: the second form while stock cannot be read. */
export const inventory = Type.Union([
  struct({
    inStock: Type.Boolean(),
    quantity: Type.Integer(),
    warehouses: Type.Array(struct({ warehouseId: id(), code: text(20), available: Type.Integer() })),
  }),
  struct({ totalStock: Type.Integer(), warehouses: Type.Array(Type.Never()) }),
])

export const relatedDefault = 4
export const relatedMax = 12

export const related = struct({
  id: id(),
  vendorId: id(),
  slug,
  title: text(300),
  image: nullable(Type.String()),
  rating: nullable(Type.Number({ description: 'Null without reviews' })),
  inStock: Type.Boolean(),
  price: nullable(
    struct(
      { basePrice: minorUnits, salePrice: nullable(minorUnits), currency },
      { description: 'Of the cheapest variant' },
    ),
  ),
})
