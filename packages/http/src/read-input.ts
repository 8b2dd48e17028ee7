import { type Endpoint, pathFields } from '@rialto/core'

export type RawInput = {
  params: Record<string, string>
  query: Record<string, unknown>
  headers: Record<string, string | string[] | undefined>
  body: unknown
  rawText: string | null
}

type SchemaLike = {
  type?: string
  anyOf?: SchemaLike[]
  items?: SchemaLike
  properties?: Record<string, SchemaLike>
}

/**
 * Puts path, query, headers and body together into the endpoint's one input. Strings of path, query and headers are
 * parsed by their schema; the body is taken as it is, nothing in it is coerced.
 */
export function readInput(endpoint: Endpoint, raw: RawInput): unknown {
  const properties = (endpoint.input as SchemaLike).properties ?? {}
  const input: Record<string, unknown> = {}
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') {
    for (const [name, value] of Object.entries(raw.query)) input[name] = parseText(value, properties[name])
  } else if (endpoint.body === 'json') {
    if (raw.body !== undefined && raw.body !== null) {
      if (typeof raw.body !== 'object' || Array.isArray(raw.body)) return raw.body
      Object.assign(input, raw.body)
    }
  } else if (endpoint.body === 'raw') {
    input['payload'] = raw.rawText ?? ''
  } else {
    for (const [name, value] of Object.entries(raw.query)) input[name] = parseText(value, properties[name])
  }
  for (const [field, header] of Object.entries(endpoint.headers)) {
    const value = raw.headers[header]
    if (value !== undefined) input[field] = parseText(String(value).replaceAll('"', ''), properties[field])
  }
  for (const field of pathFields(endpoint.path))
    input[field] = parseText(raw.params[field], properties[field])
  return input
}

function parseText(value: unknown, schema: SchemaLike | undefined): unknown {
  if (schema === undefined) return value
  if (schema.type === 'array') {
    const list = Array.isArray(value) ? value : String(value).split(',')
    return list.map((item) => parseText(item, schema.items))
  }
  if (typeof value !== 'string') return value
  const kinds = schema.anyOf ? schema.anyOf.map((one) => one.type) : [schema.type]
  if ((kinds.includes('integer') || kinds.includes('number')) && /^-?\d+(\.\d+)?$/.test(value))
    return Number(value)
  if (kinds.includes('boolean') && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
