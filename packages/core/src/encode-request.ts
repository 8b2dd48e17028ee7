import { type Endpoint, pathFields } from './endpoint.ts'

/** What goes over the wire for one call: the path with its query, the headers of the contract, and the JSON body. */
export type EncodedRequest = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** The request that an endpoint's input becomes: fields of the path, of the headers, then of the query or the body. */
export function encodeRequest(endpoint: Endpoint, input: Readonly<Record<string, unknown>>): EncodedRequest {
  const rest: Record<string, unknown> = { ...input }
  const headers: Record<string, string> = {}
  for (const [field, header] of Object.entries(endpoint.headers)) {
    if (rest[field] !== undefined) headers[header] = String(rest[field])
    delete rest[field]
  }
  let path = endpoint.path
  for (const field of pathFields(endpoint.path)) {
    path = path.replace(`:${field}`, encodeURIComponent(String(rest[field])))
    delete rest[field]
  }
  if (endpoint.method !== 'GET' && endpoint.method !== 'DELETE') {
    if (endpoint.body === 'json')
      return { path, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(rest) }
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null)
      query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  return { path: query.size > 0 ? `${path}?${query}` : path, headers, body: undefined }
}
