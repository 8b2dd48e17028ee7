import { type Endpoint, encodeRequest, type Result, refuse } from '@rialto/core'
import type { CallScope } from './runtime.ts'

export type RemoteCallOptions = {
  /** The base address of the service that owns an endpoint, such as `http://127.0.0.1:3103`. */
  addressOf: (endpoint: Endpoint) => string
  serviceToken: (from: string, tenant: string) => Promise<string>
}

/**
 * Calls a service in another process. Three outcomes: an answer, a refusal, or `CALL_UNKNOWN` when nobody can say
 * whether the work was done. Reads are tried a second time; writes only when the connection was never made.
 */
export function createRemoteCall(options: RemoteCallOptions) {
  return async (endpoint: Endpoint, input: unknown, scope: CallScope): Promise<Result<unknown>> => {
    const first = await attempt(options, endpoint, { input, scope })
    if (first.outcome === 'answered') return first.result
    if (endpoint.retry !== 'safe' && first.outcome !== 'refused connection') return unknownOutcome(endpoint)
    const second = await attempt(options, endpoint, { input, scope })
    return second.outcome === 'answered' ? second.result : unknownOutcome(endpoint)
  }
}

type Attempt =
  | { outcome: 'answered'; result: Result<unknown> }
  | { outcome: 'refused connection' }
  | { outcome: 'unknown' }

async function attempt(
  options: RemoteCallOptions,
  endpoint: Endpoint,
  request: { input: unknown; scope: CallScope },
): Promise<Attempt> {
  const encoded = encodeRequest(endpoint, request.input as Record<string, unknown>)
  const { body } = encoded
  const headers: Record<string, string> = {
    ...encoded.headers,
    'x-rialto-service': await options.serviceToken(request.scope.from, request.scope.tenant),
    traceparent: request.scope.traceparent,
  }
  let response: Response
  let text: string
  try {
    response = await fetch(options.addressOf(endpoint) + encoded.path, {
      method: endpoint.method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(endpoint.deadlineMs),
    })
    text = await response.text()
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause
    return cause?.code === 'ECONNREFUSED' ? { outcome: 'refused connection' } : { outcome: 'unknown' }
  }
  return { outcome: 'answered', result: decode(endpoint, response.status, text) }
}

function decode(endpoint: Endpoint, status: number, text: string): Result<unknown> {
  const body: unknown = text === '' ? null : JSON.parse(text)
  if (status < 400) return { ok: true, value: body }
  const problem = body as { code?: string; detail?: string; data?: unknown }
  const code = problem.code ?? 'INTERNAL'
  if (code === 'INTERNAL' || code === 'VALIDATION_FAILED' || code === 'SIGN_IN_REQUIRED') {
    throw new Error(`${endpoint.name} answered ${status} ${code}: ${text.slice(0, 300)}`)
  }
  return refuse(code, problem.detail, problem.data)
}

function unknownOutcome(endpoint: Endpoint): Result<never> {
  return refuse('CALL_UNKNOWN', `Nobody can say whether ${endpoint.name} was done. Try again in a moment`)
}
