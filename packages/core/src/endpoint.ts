import { type Static, type TSchema, Type } from 'typebox'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * What a caller may do again when the outcome is unknown: `safe` reads, `keyed` writes with the same key, `never`.
 */
export type RetryClass = 'safe' | 'keyed' | 'never'

/** One operation of a service as data: the route, the check, the docs, the client and the tests come from it. */
export type Endpoint<Input = unknown, Output = unknown, Code extends string = string> = {
  /** `domain.verb_noun`, unique in the whole product; the operation id of the API description. */
  readonly name: string
  readonly summary: string
  readonly method: Method
  /** `/api/...`; parts such as `:orderId` are fields of the input. */
  readonly path: string
  /** `internal` endpoints need a service token and are not routed by the gateway. */
  readonly exposure: 'public' | 'internal'
  /** `anyone`, `signed_in`, or a permission `domain.verb_noun`. */
  readonly permission: string
  readonly input: TSchema
  readonly reply: TSchema
  readonly status: number
  /** Every code this operation may refuse with, and its HTTP status. */
  readonly refusals: Readonly<Record<string, number>>
  /** `key`: the caller must send `Idempotency-Key`, and gets the first answer again. */
  readonly idempotency: 'key' | 'none'
  readonly retry: RetryClass
  /** `entry`: each commit of a person or key leaves an entry in the audit log (ADR 0012). */
  readonly audit: 'entry' | 'none'
  readonly deadlineMs: number
  /** The gateway's limit that applies; without it, by method and actor. */
  readonly ratePlan?: string
  /** `stream`: the handler reads `ctx.content` (uploads). `raw`: the body's text is the input field `payload`. */
  readonly body: 'json' | 'stream' | 'raw'
  /** `stream`: the value is a `StreamReply` (exports, pictures). */
  readonly answers: 'json' | 'stream'
  /** Input fields that are read from request headers. */
  readonly headers: Readonly<Record<string, string>>
  /** Types only: never set at run time. */
  readonly types?: { readonly input: Input; readonly output: Output; readonly code: Code }
}

export type EndpointSpec<I extends TSchema, O extends TSchema, C extends string> = {
  name: string
  summary: string
  method: Method
  path: string
  exposure?: 'public' | 'internal'
  permission: string
  input: I
  reply: O
  status?: number
  refusals?: Readonly<Record<C, number>>
  idempotency?: 'key' | 'none'
  retry?: RetryClass
  /** `none` for what shoppers do to their own basket and purchase, on the hot path. */
  audit?: 'entry' | 'none'
  deadlineMs?: number
  ratePlan?: string
  body?: 'json' | 'stream' | 'raw'
  answers?: 'json' | 'stream'
  headers?: Readonly<Record<string, string>>
}

/**
 * Declares an endpoint. The types of input and reply are resolved here, once; no other function is generic over a
 * schema (type checking the whole tree costs 200 times more otherwise).
 */
export function endpoint<
  I extends TSchema,
  O extends TSchema,
  const C extends string = never,
  Input = Static<I>,
  Output = Static<O>,
>(spec: EndpointSpec<I, O, C>): Endpoint<Input, Output, C> {
  const reads = spec.method === 'GET'
  return {
    ...spec,
    exposure: spec.exposure ?? 'public',
    status: spec.status ?? 200,
    refusals: spec.refusals ?? ({} as Record<C, number>),
    idempotency: spec.idempotency ?? 'none',
    retry: spec.retry ?? (reads ? 'safe' : spec.idempotency === 'key' ? 'keyed' : 'never'),
    audit: spec.audit ?? auditDefault(spec),
    deadlineMs: spec.deadlineMs ?? 5_000,
    body: spec.body ?? 'json',
    answers: spec.answers ?? 'json',
    headers:
      spec.headers ?? (spec.method === 'PATCH' || spec.method === 'PUT' ? editHeaders(spec.input) : {}),
  }
}

/** Reads change nothing; internal endpoints are called by services; what anyone may call has nobody to name. */
function auditDefault(spec: { method: Method; exposure?: string; permission: string }): 'entry' | 'none' {
  const isChange = spec.method !== 'GET' && spec.exposure !== 'internal'
  return isChange && spec.permission !== 'anyone' ? 'entry' : 'none'
}

/** An edit names the version it saw: the input field `version` travels as `If-Match`. */
function editHeaders(input: TSchema): Record<string, string> {
  const properties = (input as { properties?: Record<string, unknown> }).properties ?? {}
  return 'version' in properties ? { version: 'if-match' } : {}
}

/** The value of an endpoint that answers with bytes instead of JSON. */
export type StreamReply = {
  readonly contentType: string
  readonly headers?: Readonly<Record<string, string>>
  readonly content: AsyncIterable<Uint8Array | string>
}

/** The reply schema of an endpoint with `answers: 'stream'`. */
export const streamReply = Type.Unsafe<StreamReply>({ type: 'string', format: 'binary' })

/** A reply without a body (204). */
export const nothing = Type.Null()

/** Codes that any endpoint may answer with, and their HTTP status. */
export const commonRefusals = {
  BODY_MALFORMED: 400,
  IDEMPOTENCY_KEY_REQUIRED: 400,
  SIGN_IN_REQUIRED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  VERSION_CONFLICT: 409,
  BODY_TOO_LARGE: 413,
  VALIDATION_FAILED: 422,
  IDEMPOTENCY_MISMATCH: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  BUSY: 503,
  CALL_UNKNOWN: 503,
  STORAGE_LOW: 503,
} as const

export type CommonCode = keyof typeof commonRefusals

/** The names in a path template: `/api/orders/:orderId` has `orderId`. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? '')
}

/** The HTTP status of a code, declared on the endpoint, common to all, or of an extension's check. */
export function statusOf(endpoint: Endpoint, code: string): number {
  if (code.startsWith('EXT_')) return code.endsWith('_UNAVAILABLE') ? 503 : 409
  return endpoint.refusals[code] ?? (commonRefusals as Record<string, number>)[code] ?? 500
}
