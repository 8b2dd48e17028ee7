import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  type Actor,
  deriveId,
  type Endpoint,
  type Log,
  type Refusal,
  type Result,
  refuse,
  type StreamReply,
  statusOf,
} from '@rialto/core'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Authentication, authenticate, type Identity } from './authenticate.ts'
import { problemOf, renderReply, traceIdOf } from './problem.ts'
import { readInput } from './read-input.ts'
import { type Answer, checkAccess, type Runtime } from './runtime.ts'
import { continueTrace } from './trace.ts'

/** Decides before any work whether a request may go on (rate limits). */
export type Guard = (
  request: FastifyRequest,
  endpoint: Endpoint,
  identity: Identity,
) => Promise<{ headers: Record<string, string>; refusal: Refusal | null }>

export type ServerOptions = {
  runtime: Runtime
  authentication: Authentication
  endpoints: readonly Endpoint[]
  log: Log
  guard?: Guard
  /** Runs an endpoint that does not live in this process: the gateway's proxy. */
  forward?: (
    request: FastifyRequest,
    reply: FastifyReply,
    target: { endpoint: Endpoint; tenant: string; traceparent: string; rawText: string | null },
  ) => Promise<unknown>
  bodyBytesMax?: number
  /** Proxies whose word about the caller's address and protocol is taken: addresses or networks. */
  trustedProxies?: readonly string[]
}

type Context = { identity: Identity; traceparent: string; startedAt: number }

const contexts = new WeakMap<FastifyRequest, Context>()
const rawTexts = new WeakMap<FastifyRequest, string>()
const bodyBytesMaxDefault = 1_048_576
const keyPattern = /^[\x21-\x7e]{1,255}$/

/** Makes the HTTP server: one route for each endpoint, problem+json for every refusal. */
export function createServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: options.bodyBytesMax ?? bodyBytesMaxDefault,
    logger: false,
    trustProxy: [...(options.trustedProxies ?? [])],
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
  })
  readBodies(app)
  app.setErrorHandler((error, request, reply) => sendError(options, { error, request, reply }))
  app.setNotFoundHandler((request, reply) => {
    const traceparent = continueTrace(request.headers['traceparent'])
    return sendProblem(reply, refuse('NOT_FOUND', 'There is nothing at this address'), {
      status: 404,
      traceparent,
    })
  })
  for (const endpoint of options.endpoints) addRoute(app, options, endpoint)
  return app
}

function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    rawTexts.set(request, text as string)
    if (text === '') return done(null, undefined)
    try {
      done(null, JSON.parse(text as string))
    } catch {
      done(null, malformed)
    }
  })
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** Stands for a body that is no JSON; the route refuses it after the caller is known. */
const malformed = Symbol('malformed')

function addRoute(app: FastifyInstance, options: ServerOptions, endpoint: Endpoint): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    onRequest: (request, reply) => open(options, endpoint, { request, reply }),
    handler: (request, reply) => handle(options, endpoint, { request, reply }),
  })
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

async function open(
  options: ServerOptions,
  endpoint: Endpoint,
  { request, reply }: Exchange,
): Promise<unknown> {
  const traceparent = continueTrace(request.headers['traceparent'])
  reply.header('x-request-id', traceIdOf(traceparent))
  const identity = await authenticate(options.authentication, request.headers)
  if (!identity.ok) return refuseNow(reply, endpoint, { refusal: identity, traceparent })
  contexts.set(request, { identity, traceparent, startedAt: performance.now() })
  const guarded = await options.guard?.(request, endpoint, identity)
  if (guarded) reply.headers(guarded.headers)
  if (guarded?.refusal) return refuseNow(reply, endpoint, { refusal: guarded.refusal, traceparent })
  const denied = checkAccess(endpoint, identity.actor)
  return denied ? refuseNow(reply, endpoint, { refusal: denied, traceparent }) : undefined
}

async function handle(
  options: ServerOptions,
  endpoint: Endpoint,
  { request, reply }: Exchange,
): Promise<unknown> {
  const context = contexts.get(request)
  if (!context) throw new Error('A request reached its handler without an identity')
  const { identity, traceparent } = context
  if (options.forward && !options.runtime.has(endpoint)) {
    return options.forward(request, reply, {
      endpoint,
      tenant: identity.tenant,
      traceparent,
      rawText: rawTexts.get(request) ?? null,
    })
  }
  if (request.body === malformed) {
    return refuseNow(reply, endpoint, {
      refusal: refuse('BODY_MALFORMED', 'The body is not valid JSON'),
      traceparent,
    })
  }
  const key = requestKeyOf(request, endpoint, identity)
  if (key && !('id' in key)) return refuseNow(reply, endpoint, { refusal: key, traceparent })
  const input = readInput(endpoint, {
    params: request.params as Record<string, string>,
    query: request.query as Record<string, unknown>,
    headers: request.headers,
    body: endpoint.body === 'stream' ? undefined : request.body,
    rawText: rawTexts.get(request) ?? null,
  })
  const answer = await options.runtime.run(endpoint, input, {
    ...identity,
    traceparent,
    requestKey: key,
    content: endpoint.body === 'stream' ? ((request.body ?? request.raw) as AsyncIterable<Uint8Array>) : null,
  })
  logRequest(options.log, endpoint, { context, answer })
  return send(reply, endpoint, { answer, traceparent })
}

function requestKeyOf(request: FastifyRequest, endpoint: Endpoint, identity: Identity) {
  if (endpoint.idempotency !== 'key') return null
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    return refuse('IDEMPOTENCY_KEY_REQUIRED', 'Send an Idempotency-Key of 1 to 255 visible characters')
  }
  const principal = principalOf(identity.actor)
  const fingerprint = createHash('sha256')
    .update(request.url)
    .update('\n')
    .update(rawTexts.get(request) ?? '')
  return {
    id: deriveId(identity.tenant, principal, endpoint.name, key),
    fingerprint: fingerprint.digest('base64url'),
  }
}

function principalOf(actor: Actor): string {
  return actor.id === null ? 'nobody' : `${actor.kind}:${actor.id}`
}

function send(
  reply: FastifyReply,
  endpoint: Endpoint,
  parts: { answer: Answer; traceparent: string },
): unknown {
  const { answer, traceparent } = parts
  const { result } = answer
  if (endpoint.idempotency === 'key') {
    if (answer.replayed) reply.header('idempotency-replayed', 'true')
    if (!answer.reply) reply.header('idempotency-stored', 'no')
  }
  if (result.ok && endpoint.answers === 'stream')
    return sendStream(reply, endpoint, result.value as StreamReply)
  const rendered = answer.reply ?? renderReply(endpoint, result as Result<unknown>, traceparent)
  reply.code(rendered.status)
  if (rendered.status === 503 || rendered.status === 429) retryAfter(reply)
  if (rendered.text === '') return reply.send()
  return reply
    .header(
      'content-type',
      rendered.status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json',
    )
    .send(rendered.text)
}

function sendStream(reply: FastifyReply, endpoint: Endpoint, value: StreamReply): unknown {
  return reply
    .code(endpoint.status)
    .headers(value.headers ?? {})
    .header('content-type', value.contentType)
    .send(Readable.from(value.content))
}

function retryAfter(reply: FastifyReply): void {
  if (!reply.hasHeader('retry-after')) reply.header('retry-after', '2')
}

function refuseNow(
  reply: FastifyReply,
  endpoint: Endpoint,
  parts: { refusal: Refusal; traceparent: string },
): unknown {
  if (endpoint.idempotency === 'key') reply.header('idempotency-stored', 'no')
  const status = statusOf(endpoint, parts.refusal.code)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (status === 429 || status === 503) retryAfter(reply)
  return sendProblem(reply, parts.refusal, { status, traceparent: parts.traceparent })
}

/** Sends a refusal as problem+json. */
export function sendProblem(
  reply: FastifyReply,
  refusal: Refusal,
  parts: { status: number; traceparent: string },
) {
  return reply
    .code(parts.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problemOf(refusal, parts.status, parts.traceparent)))
}

function sendError(options: ServerOptions, parts: Exchange & { error: unknown }): unknown {
  const { error, request, reply } = parts
  const traceparent = contexts.get(request)?.traceparent ?? continueTrace(request.headers['traceparent'])
  const code = (error as { code?: string }).code
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return sendProblem(reply, refuse('BODY_TOO_LARGE', 'The body is too large'), { status: 413, traceparent })
  }
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500) {
    return sendProblem(reply, refuse('BODY_MALFORMED', 'The request cannot be read'), {
      status: 400,
      traceparent,
    })
  }
  options.log.error('a request failed', {
    traceId: traceIdOf(traceparent),
    op: request.routeOptions.url,
    error,
  })
  const detail = 'Something went wrong on our side. Nothing is lost; tell us the traceId if it happens again'
  return sendProblem(reply, refuse('INTERNAL', detail), { status: 500, traceparent })
}

function logRequest(log: Log, endpoint: Endpoint, parts: { context: Context; answer: Answer }): void {
  const { context, answer } = parts
  log.debug('request', {
    op: endpoint.name,
    tenant: context.identity.tenant,
    traceId: traceIdOf(context.traceparent),
    actor: context.identity.actor.id,
    ms: Math.round((performance.now() - context.startedAt) * 10) / 10,
    ...(answer.result.ok ? {} : { code: answer.result.code }),
  })
}
