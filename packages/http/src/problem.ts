import { type Endpoint, type Refusal, type Result, statusOf } from '@rialto/core'
import type { StoredReply } from '@rialto/postgres'

/** The trace id inside a W3C `traceparent`. */
export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35)
}

/** A refusal as RFC 9457 problem details. Apps choose the text for people by `code`. */
export function problemOf(refusal: Refusal, status: number, traceparent: string): Record<string, unknown> {
  return {
    type: `https://rialto.example/problems/${refusal.code.toLowerCase().replaceAll('_', '-')}`,
    title: titleOf(refusal.code),
    status,
    code: refusal.code,
    ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    ...(refusal.fields === undefined ? {} : { fields: refusal.fields }),
    ...(refusal.data === undefined ? {} : { data: refusal.data }),
    traceId: traceIdOf(traceparent),
  }
}

/** The reply of an endpoint as status and text, to the byte: what is sent now, and again to whoever repeats the key. */
export function renderReply(endpoint: Endpoint, result: Result<unknown>, traceparent: string): StoredReply {
  if (result.ok) {
    return { status: endpoint.status, text: endpoint.status === 204 ? '' : JSON.stringify(result.value) }
  }
  const status = statusOf(endpoint, result.code)
  return { status, text: JSON.stringify(problemOf(result, status, traceparent)) }
}

function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
