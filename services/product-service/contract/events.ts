import { eventType, id, nullable, struct, text } from '@rialto/core'
import { Type } from 'typebox'

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

export const categoryChanged = eventType({
  type: 'product.category_changed',
  summary: 'A category was named anew, moved or made',
  data: struct({ categoryId: id() }),
})
