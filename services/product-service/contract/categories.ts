import { endpoint, id, nothing, nullable, page, pageQuery, struct } from '@rialto/core'
import { Type } from 'typebox'
import { slug } from './words.ts'

/** An import writes a category as `Home > Kitchen`, so a name has no `>`. */
const plainName = Type.String({ minLength: 1, maxLength: 120, pattern: '^[^>]*$' })
const name = struct({ en: plainName, de: Type.Optional(plainName), ar: Type.Optional(plainName) })

const category = struct({
  id: id(),
  parentId: nullable(id()),
  path: Type.Array(id(), { description: 'The category and all above it, nearest first' }),
  slug,
  name,
  position: Type.Integer(),
  version: Type.Integer(),
})

const position = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Lower comes first' })
const refusals = { CATEGORY_NAME_TAKEN: 409, SLUG_TAKEN: 409, PARENT_NOT_FOUND: 422 } as const

export const listCategories = endpoint({
  name: 'product.list_categories',
  summary: 'The category tree, parents before their children',
  method: 'GET',
  path: '/api/products/categories',
  permission: 'anyone',
  input: struct({
    ...pageQuery,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1000 })),
    below: Type.Optional(id('Only this category and those below it')),
  }),
  reply: page(category),
})

export const createCategory = endpoint({
  name: 'product.create_category',
  summary: 'Adds a category',
  method: 'POST',
  path: '/api/products/categories',
  permission: 'product.manage_catalogue',
  input: struct({
    name,
    parentId: Type.Optional(nullable(id())),
    slug: Type.Optional(slug),
    position: Type.Optional(position),
  }),
  reply: category,
  status: 201,
  idempotency: 'key',
  refusals,
})

export const updateCategory = endpoint({
  name: 'product.update_category',
  summary: 'Names a category anew, moves it with all below it, or orders it',
  method: 'PATCH',
  path: '/api/products/categories/:categoryId',
  permission: 'product.manage_catalogue',
  input: struct({
    categoryId: id(),
    version: Type.Integer(),
    name: Type.Optional(name),
    parentId: Type.Optional(nullable(id())),
    slug: Type.Optional(slug),
    position: Type.Optional(position),
  }),
  reply: category,
  refusals: { ...refusals, CATEGORY_NOT_FOUND: 404, CATEGORY_LOOP: 409 },
})

export const deleteCategory = endpoint({
  name: 'product.delete_category',
  summary: 'Removes a category that holds nothing',
  method: 'DELETE',
  path: '/api/products/categories/:categoryId',
  permission: 'product.manage_catalogue',
  input: struct({ categoryId: id() }),
  reply: nothing,
  status: 204,
  refusals: { CATEGORY_NOT_FOUND: 404, CATEGORY_IN_USE: 409 },
})
