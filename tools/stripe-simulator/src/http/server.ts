import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { addAdminRoutes } from '../admin/routes.ts'
import { apiVersion } from '../api-version.ts'
import type { Operation } from '../operation.ts'
import { operations } from '../operations/registry.ts'
import { refuse } from '../outcome.ts'
import { addPages } from '../pages/routes.ts'
import { lettersFor } from '../state/ids.ts'
import { type Answer, refusalAnswer } from './answer.ts'
import { answerCall, type Gate } from './pipeline.ts'
import { reportFault } from './report-fault.ts'

const bodyBytesMax = 1024 * 1024

/** The HTTP side: the API under `/v1`, the simulator's own under `/_sim`, its page at `/`. */
export function createServer(gate: Gate): FastifyInstance {
  const server = fastify({ bodyLimit: bodyBytesMax, forceCloseConnections: true, exposeHeadRoutes: false })
  // Bodies are read as text everywhere: forms, JSON and what is neither are told apart by the route.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  const nextRequestId = requestIds()
  for (const operation of operations) {
    server.route({
      method: operation.method,
      url: operation.path,
      handler: async (request, reply) => {
        const requestId = nextRequestId()
        const answer = await answerCall(gate, callFrom(request, operation, requestId))
        return send({ request, reply }, answer, requestId)
      },
    })
  }
  addAdminRoutes(server, gate)
  addPages(server, gate)

  server.setNotFoundHandler((request, reply) => {
    const [path] = request.url.split('?')
    const refusal = refuse(`Unrecognized request URL (${request.method}: ${path}).`)
    const { status, text } = refusalAnswer({ ...refusal, status: 404 })
    return reply.code(status).header('content-type', 'application/json').send(text)
  })
  server.setErrorHandler((fault, request, reply) => {
    const status = statusOf(fault)
    if (status >= 500) reportFault(fault, { url: request.url })
    const message = status >= 500 ? 'The simulator failed; its log says why.' : String(fault)
    const { text } = refusalAnswer({ ok: false, status, type: 'api_error', message })
    return reply.code(status).header('content-type', 'application/json').send(text)
  })
  return server
}

function statusOf(fault: unknown): number {
  if (typeof fault !== 'object' || fault === null || !('statusCode' in fault)) return 500
  return typeof fault.statusCode === 'number' ? fault.statusCode : 500
}

function callFrom(request: FastifyRequest, operation: Operation, requestId: string) {
  const [url = '', query = ''] = request.url.split('?')
  const body = typeof request.body === 'string' ? request.body : ''
  return {
    operation,
    path: request.params as Record<string, string>,
    url,
    params: operation.method === 'POST' ? body : query,
    authorization: request.headers.authorization,
    account: headerOf(request, 'stripe-account'),
    key: headerOf(request, 'idempotency-key'),
    requestId,
  }
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

function send({ request, reply }: Exchange, answer: Answer, requestId: string) {
  if (answer.kind !== 'reply') {
    reply.hijack()
    if (answer.kind === 'close') request.raw.socket.destroy()
    return reply
  }
  const key = headerOf(request, 'idempotency-key')
  reply.code(answer.status).headers({
    'content-type': 'application/json',
    'request-id': requestId,
    'stripe-version': headerOf(request, 'stripe-version') ?? apiVersion,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...answer.headers,
  })
  return reply.send(answer.text)
}

/** Request ids need not be repeatable, only unlike each other, also over restarts. */
function requestIds(): () => string {
  const start = Date.now() | 0
  let count = 0
  return () => {
    count += 1
    return `req_${lettersFor(start, count, 14)}`
  }
}
