import type { TSchema } from 'typebox'

type SchemaLike = {
  type?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  personal?: boolean
  anyOf?: SchemaLike[]
  items?: SchemaLike
  properties?: Record<string, SchemaLike>
}

/** Stands for a text that was given: that it was, and not what it said. */
export const hiddenText = '…'

const itemsMax = 20
const plainFormats = new Set(['uuid', 'date-time', 'date'])
/** Codes of countries, currencies and languages. */
const codePatterns = new Set(['^[A-Z]{2}$', '^[A-Z]{3}$'])

/**
 * An input as the audit log keeps it. Only values that cannot hold personal data are kept: ids, numbers, booleans,
 * moments, words of closed lists and codes. Any other text is kept as `…`, fields marked personal not at all: a new
 * field is hidden until its schema says that it is harmless.
 */
export function describeGiven(schema: TSchema, value: unknown): unknown {
  return describe(schema as SchemaLike, value)
}

function describe(schema: SchemaLike, value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'string') return isHarmless(schema, value) ? value : hiddenText
  if (Array.isArray(value)) return describeList(schema, value)
  if (typeof value !== 'object') return hiddenText
  const properties = propertiesOf(schema)
  if (!properties) return hiddenText
  const kept = Object.entries(value).filter(([name]) => properties[name] && !properties[name].personal)
  return Object.fromEntries(kept.map(([name, part]) => [name, describe(properties[name] ?? {}, part)]))
}

function describeList(schema: SchemaLike, list: readonly unknown[]): unknown {
  const items = alternatives(schema).find((one) => one.items)?.items ?? {}
  if (list.length > itemsMax) return { count: list.length }
  return list.map((item) => describe(items, item))
}

function isHarmless(schema: SchemaLike, value: string): boolean {
  return alternatives(schema).some(
    (one) =>
      plainFormats.has(one.format ?? '') ||
      codePatterns.has(one.pattern ?? '') ||
      one.const === value ||
      one.enum?.includes(value) === true,
  )
}

function propertiesOf(schema: SchemaLike): Record<string, SchemaLike> | undefined {
  const described = alternatives(schema).filter((one) => one.properties)
  return described.length === 1 ? described[0]?.properties : undefined
}

function alternatives(schema: SchemaLike): readonly SchemaLike[] {
  return schema.anyOf ?? [schema]
}
