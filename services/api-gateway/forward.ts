import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { refuse } from '@rialto/core'
import { type ServerOptions, sendProblem } from '@rialto/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayOptions } from './gateway.ts'

const passedOn = [
  'accept',
  'accept-language',
  'authorization',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'stripe-signature',
  'user-agent',
]
const notPassedBack = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'x-request-id',
])
const marginMs = 1_000

/**
 * Sends a request on to the service that owns its endpoint. The body goes on byte for byte: signatures and
 * fingerprints are made of it. The gateway's own token tells the service the marketplace.
 */
export function createForward(options: GatewayOptions): NonNullable<ServerOptions['forward']> {
  const serviceOf = new Map(options.endpoints.map(({ service, endpoint }) => [endpoint.name, service]))
  return async (request, reply, { endpoint, tenant, traceparent, rawText }) => {
    const service = serviceOf.get(endpoint.name)
    const base = options.config.serviceUrls[service as keyof GatewayOptions['config']['serviceUrls']]
    if (!base) throw new Error(`Nothing says where ${service} runs`)
    const headers = new Headers({
      traceparent,
      'x-rialto-service': await options.serviceToken('api-gateway', tenant),
    })
    for (const name of passedOn) {
      const value = request.headers[name]
      if (value !== undefined) headers.set(name, String(value))
    }
    const body = bodyOf(request, { isStream: endpoint.body === 'stream', rawText })
    try {
      const response = await fetch(base.replace(/\/$/, '') + request.url, {
        method: request.method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(endpoint.deadlineMs + marginMs),
        ...(body === undefined ? {} : { body, duplex: 'half' }),
      } as RequestInit)
      return passBack(reply, response)
    } catch (error) {
      options.log.warn('a service did not answer', { service, op: endpoint.name, problem: String(error) })
      const refusal = refuse('CALL_UNKNOWN', 'A part of the shop did not answer. Try again in a moment')
      reply.header('retry-after', '2')
      return sendProblem(reply, refusal, { status: 503, traceparent })
    }
  }
}

function bodyOf(request: FastifyRequest, parts: { isStream: boolean; rawText: string | null }) {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  if (parts.isStream) return Readable.toWeb((request.body ?? request.raw) as Readable)
  return parts.rawText ?? undefined
}

function passBack(reply: FastifyReply, response: Response): unknown {
  reply.code(response.status)
  for (const [name, value] of response.headers) {
    if (!notPassedBack.has(name)) reply.header(name, value)
  }
  return reply.send(response.body ? Readable.fromWeb(response.body as ReadableStream) : undefined)
}
