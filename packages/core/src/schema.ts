import { type TProperties, type TSchema, Type } from 'typebox'

/** An object that refuses unknown fields: a misspelt field must never be dropped in silence. */
export function struct<const P extends TProperties>(properties: P, options: { description?: string } = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false })
}

/** An id made by Rialto: a UUID in lower case. */
export function id(description?: string) {
  return Type.String({
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    format: 'uuid',
    ...(description ? { description } : {}),
  })
}

/** Text that a person typed. The limit is in characters. */
export function text(charactersMax: number, options: { min?: number; description?: string } = {}) {
  return Type.String({
    minLength: options.min ?? 1,
    maxLength: charactersMax,
    ...(options.description ? { description: options.description } : {}),
  })
}

/** One of a closed list of words. */
export function oneOf<const T extends readonly string[]>(words: T, description?: string) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...words], ...(description ? { description } : {}) })
}

/** A value that may be absent on purpose. */
export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

/** A moment, as RFC 3339 in UTC. */
export function timestamp(description?: string) {
  return Type.String({ format: 'date-time', ...(description ? { description } : {}) })
}

/** A day of UTC, as `2026-01-31`. */
export function calendarDay(description?: string) {
  return Type.String({
    pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
    ...(description ? { description } : {}),
  })
}

export const countMax = 1_000_000

/** How many of something: a whole number, at least `min`. */
export function quantity(min = 1, max = countMax) {
  return Type.Integer({ minimum: min, maximum: max })
}

/** The query fields of every list: at most `limit` items after the cursor `after`. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  after: Type.Optional(Type.String({ maxLength: 512, description: 'The `next` of the previous page' })),
}

/** A page of a list. `next` is null on the last page. */
export function page<T extends TSchema>(item: T) {
  return struct({ items: Type.Array(item), next: nullable(Type.String()) })
}
