import { request as httpRequest } from 'node:http'
import { type Endpoint, encodeRequest } from '@rialto/core'

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
  const encoded = encodeRequest(endpoint, call.input)
  const text = call.content?.text ?? encoded.body
  const headers: Record<string, string> = { ...encoded.headers, ...call.content?.headers }
  if (text !== undefined) headers['content-type'] = call.content?.contentType ?? 'application/json'
  if (call.token) headers['authorization'] = `Bearer ${call.token}`
  if (call.serviceToken) headers['x-rialto-service'] = call.serviceToken
  if (call.host) headers['host'] = call.host
  if (endpoint.idempotency === 'key' && call.key !== undefined) headers['idempotency-key'] = call.key
  return send(base + encoded.path, { method: endpoint.method, headers, text })
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
