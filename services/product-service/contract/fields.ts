import { endpoint, id, oneOf, page, pageQuery, quantity, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { fieldTextCharactersMax, localText } from './words.ts'

/** The name of a typed field: letters and digits, such as `screenSize`. */
export const fieldKeyPattern = '^[A-Za-z][A-Za-z0-9]{0,99}$|^[0-9][A-Za-z0-9]{0,99}$'
export const fieldKinds = ['text', 'number', 'boolean', 'enum'] as const
export const fieldPlaces = ['attributes', 'metadata'] as const
const unitsMax = 50
const choicesMax = 500

const unit = text(20)

const fieldValue = Type.Union([
  Type.String({ minLength: 1, maxLength: fieldTextCharactersMax }),
  Type.Number(),
  Type.Boolean(),
  struct({ value: Type.Number(), unit }),
])

type FieldValue = string | number | boolean | { value: number; unit: string }

/** Values by the key of their definition. The type is written out: taken from the schema it costs the compiler most. */
export const fieldValues = (description: string) =>
  Type.Unsafe<{ [key: string]: FieldValue }>(
    Type.Record(Type.String(), fieldValue, { maxProperties: 300, description }),
  )

const definition = struct({
  key: text(100),
  place: oneOf(fieldPlaces, '`attributes` are shown to shoppers, `metadata` are custom fields'),
  kind: oneOf(fieldKinds),
  label: localText(120),
  units: Type.Array(unit, {
    description: 'Units that a number may have; the first one is meant without any',
  }),
  choices: Type.Array(text(120), { description: 'The words of an enum' }),
  version: Type.Integer(),
})

export const listAttributes = endpoint({
  name: 'product.list_attributes',
  summary: 'The typed fields of products: what each key means',
  method: 'GET',
  path: '/api/products/attributes',
  permission: 'anyone',
  input: struct({
    ...pageQuery,
    keys: Type.Optional(Type.Array(text(100), { maxItems: 100, description: 'Only these' })),
  }),
  reply: page(definition),
})

export const createAttribute = endpoint({
  name: 'product.create_attribute',
  summary: 'Defines a typed field',
  method: 'POST',
  path: '/api/products/attributes',
  permission: 'product.manage_catalogue',
  input: struct({
    key: Type.String({ pattern: fieldKeyPattern }),
    place: oneOf(fieldPlaces),
    kind: oneOf(fieldKinds),
    label: localText(120),
    units: Type.Optional(Type.Array(unit, { maxItems: unitsMax, uniqueItems: true })),
    choices: Type.Optional(Type.Array(text(120), { maxItems: choicesMax, uniqueItems: true })),
  }),
  reply: definition,
  status: 201,
  idempotency: 'key',
  refusals: { ATTRIBUTE_KEY_TAKEN: 409 },
})

export const updateAttribute = endpoint({
  name: 'product.update_attribute',
  summary: 'Names a typed field anew, or lets it have more units or choices',
  method: 'PATCH',
  path: '/api/products/attributes/:key',
  permission: 'product.manage_catalogue',
  input: struct({
    key: text(100),
    version: Type.Integer(),
    label: Type.Optional(localText(120)),
    addUnits: Type.Optional(Type.Array(unit, { maxItems: unitsMax })),
    addChoices: Type.Optional(Type.Array(text(120), { maxItems: choicesMax })),
  }),
  reply: definition,
  refusals: { ATTRIBUTE_NOT_FOUND: 404 },
})

const brand = struct({ id: id(), name: text(120) })

export const listBrands = endpoint({
  name: 'product.list_brands',
  summary: 'Brands by name',
  method: 'GET',
  path: '/api/products/brands',
  permission: 'anyone',
  input: struct({ ...pageQuery }),
  reply: page(brand),
})

export const createBrand = endpoint({
  name: 'product.create_brand',
  summary: 'Adds a brand; products that name a new brand add it too',
  method: 'POST',
  path: '/api/products/brands',
  permission: 'product.manage_catalogue',
  input: struct({ name: text(120) }),
  reply: brand,
  status: 201,
  idempotency: 'key',
  refusals: { BRAND_NAME_TAKEN: 409 },
})

const policy = struct({
  vendorsExtendCatalogue: Type.Boolean({
    description: 'Imports of vendors may make categories and typed fields that are missing',
  }),
  vendorsPublish: Type.Boolean({ description: 'Products of vendors become active without approval' }),
  version: quantity(),
})

export const getPolicy = endpoint({
  name: 'product.get_policy',
  summary: 'What vendors may do by themselves',
  method: 'GET',
  path: '/api/products/policy',
  permission: 'product.manage_catalogue',
  input: struct({}),
  reply: policy,
})

export const setPolicy = endpoint({
  name: 'product.set_policy',
  summary: 'Decides what vendors may do by themselves',
  method: 'PUT',
  path: '/api/products/policy',
  permission: 'product.manage_catalogue',
  input: policy,
  reply: policy,
})
