import type { FormMap, FormNode } from './form.ts'

/** The part of a JSON Schema that decides how text becomes a value. */
type Schema = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly const?: unknown
}

/**
 * Turns form text into the values the schema asks for. What cannot be turned stays as it came, so that the
 * validator names it: this function never refuses.
 */
export function decodeForm(schema: object, node: FormNode): unknown {
  const wanted: Schema = schema
  if (wanted.anyOf !== undefined) return decodeUnion(wanted.anyOf, node)
  if (typeof node === 'string') return decodeText(wanted, node)
  if (wanted.type === 'array') {
    const places = Object.keys(node).sort((left, right) => Number(left) - Number(right))
    return places.map((place) => decodeForm(wanted.items ?? {}, node[place] ?? ''))
  }
  return decodeMap(wanted, node)
}

function decodeMap(schema: Schema, node: FormMap): Record<string, unknown> {
  const every =
    schema.patternProperties === undefined ? undefined : Object.values(schema.patternProperties)[0]
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(node)) {
    const inner = schema.properties?.[name] ?? every ?? {}
    values[name] = decodeForm(inner, node[name] ?? '')
  }
  return values
}

function decodeText(schema: Schema, text: string): unknown {
  if (schema.type === 'integer' || schema.type === 'number')
    return /^-?\d{1,15}$/.test(text) ? Number(text) : text
  if (schema.type === 'boolean' || typeof schema.const === 'boolean') {
    if (text === 'true') return true
    if (text === 'false') return false
  }
  return text
}

/** The first member of the union whose kind the text or map can be. */
function decodeUnion(members: readonly Schema[], node: FormNode): unknown {
  for (const member of members) {
    const value = decodeForm(member, node)
    if (isKind(member, value)) return value
  }
  return decodeForm(members.at(-1) ?? {}, node)
}

function isKind(schema: Schema, value: unknown): boolean {
  if ('const' in schema) return schema.const === value
  if (schema.type === 'integer' || schema.type === 'number') return typeof value === 'number'
  if (schema.type === 'array') return Array.isArray(value)
  if (schema.type === 'object') return typeof value === 'object' && !Array.isArray(value)
  return typeof value === schema.type
}
