import type { Config } from '@rialto/config'
import type { FastifyInstance } from 'fastify'

const apiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
const allowedHeaders = 'authorization, content-type, idempotency-key, if-match, traceparent'
const exposedHeaders =
  'idempotency-replayed, idempotency-stored, ratelimit, ratelimit-policy, retry-after, x-request-id'
const preflightSeconds = '600'

/** Security headers on every answer, and CORS for the origins in the settings. */
export function addSecurity(app: FastifyInstance, config: Config): void {
  const origins = new Set(config.corsOrigins)
  app.addHook('onRequest', async (request, reply) => {
    const origin = request.headers['origin']
    if (typeof origin === 'string' && origins.has(origin)) {
      reply.headers({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': exposedHeaders,
        vary: 'origin',
      })
    }
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'strict-origin-when-cross-origin')
    reply.header('x-frame-options', 'DENY')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', apiPolicy)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (config.nodeEnv === 'production') {
      reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
    }
  })
  app.options('/*', async (request, reply) => {
    const origin = request.headers['origin']
    if (typeof origin === 'string' && origins.has(origin)) {
      reply.headers({
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': allowedHeaders,
        'access-control-max-age': preflightSeconds,
      })
    }
    return reply.code(204).send()
  })
}
