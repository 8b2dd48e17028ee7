import { request as httpRequest } from 'node:http'
import type { Endpoint } from '@rialto/core'
import { encode } from '@rialto/http'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  body: unknown
}

export type Call = {
  input: Record<string, unknown>
  token?: string | null | undefined
  serviceToken?: string | null | undefined
  /** The host name says which marketplace is meant. */
  host?: string | undefined
  key?: string | undefined
  content?: { text: string; contentType: string; headers?: Record<string, string> } | undefined
}

/** Sends a call of an endpoint over HTTP, fields in path, query, headers and body as its contract says. */
export function sendCall(base: string, endpoint: Endpoint, call: Call): Promise<Answer> {
  const { input, headers: fromInput } = takeHeaders(endpoint, call.input)
  const reads = endpoint.body === 'stream' || endpoint.body === 'raw'
  const { url, body } = encode(base, reads ? { ...endpoint, method: 'GET' } : endpoint, input)
  const text = call.content?.text ?? body
  const headers: Record<string, string> = { ...fromInput, ...call.content?.headers }
  if (text !== undefined) headers['content-type'] = call.content?.contentType ?? 'application/json'
  if (call.token) headers['authorization'] = `Bearer ${call.token}`
  if (call.serviceToken) headers['x-rialto-service'] = call.serviceToken
  if (call.host) headers['host'] = call.host
  if (endpoint.idempotency === 'key' && call.key !== undefined) headers['idempotency-key'] = call.key
  return send(url, { method: endpoint.method, headers, text })
}

function takeHeaders(endpoint: Endpoint, given: Record<string, unknown>) {
  const input = { ...given }
  const headers: Record<string, string> = {}
  for (const [field, header] of Object.entries(endpoint.headers)) {
    if (input[field] !== undefined) headers[header] = String(input[field])
    delete input[field]
  }
  return { input, headers }
}

function send(
  url: string,
  parts: { method: string; headers: Record<string, string>; text: string | undefined },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: parts.method, headers: parts.headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== ''
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: isJson ? JSON.parse(text) : null,
        })
      })
    })
    request.on('error', reject)
    request.end(parts.text)
  })
}
