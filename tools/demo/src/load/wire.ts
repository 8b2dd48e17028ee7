import { setTimeout as sleep } from 'node:timers/promises'

export type Request = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  path: string
  token?: string
  /** Bytes and texts go as they are, everything else as JSON. */
  body?: unknown
  headers?: Record<string, string>
}

export type Answer<T> = { status: number; code: string | null; body: T; text: string }

export type Wire = <T>(request: Request) => Promise<Answer<T>>

const requestSecondsMax = 120
const patienceSecondsMax = 330
const pauseMs = 500
const passing = new Set([429, 502, 503, 504])

/**
 * Speaks HTTP to the marketplace. What passes by itself (a limit, a busy server, one that starts again) is waited for
 * and sent again, so everything sent here must bear being sent twice.
 */
export function openWire(url: string, say: (line: string) => void): Wire {
  return async <T>(request: Request): Promise<Answer<T>> => {
    const deadline = Date.now() + patienceSecondsMax * 1000
    for (;;) {
      const sent = await send<T>(url, request)
      if ('answer' in sent && !passing.has(sent.answer.status)) return sent.answer
      const waitMs = 'answer' in sent ? Math.max(pauseMs, sent.waitSeconds * 1000) : pauseMs
      if (Date.now() + waitMs > deadline) throw new Error(describe(request, sent), { cause: sent })
      if (waitMs > 5000) say(`waiting ${Math.round(waitMs / 1000)} s for a rate limit`)
      await sleep(waitMs)
    }
  }
}

/** What was answered, as a sentence for the log. */
export function refusalOf(request: Request, answer: Answer<unknown>): Error {
  return new Error(
    `${request.method} ${request.path} answered ${answer.status}: ${answer.text.slice(0, 1000)}`,
  )
}

type Sent<T> = { answer: Answer<T>; waitSeconds: number } | { unreachable: unknown }

async function send<T>(url: string, request: Request): Promise<Sent<T>> {
  const isAsIs = typeof request.body === 'string' || request.body instanceof Uint8Array
  const body = isAsIs ? (request.body as string) : JSON.stringify(request.body)
  const headers: Record<string, string> = { ...request.headers }
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`
  if (request.body !== undefined)
    headers['content-type'] = isAsIs ? 'application/octet-stream' : 'application/json'
  try {
    const response = await fetch(url + request.path, {
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(requestSecondsMax * 1000),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    const told = (isJson ? JSON.parse(text) : null) as T
    const code = response.ok ? null : ((told as { code?: string } | null)?.code ?? `HTTP_${response.status}`)
    const waitSeconds = Number(response.headers.get('retry-after') ?? 0)
    return { answer: { status: response.status, code, body: told, text }, waitSeconds }
  } catch (unreachable) {
    // Nobody listens, or the connection broke: the supervisor is starting the server again.
    return { unreachable }
  }
}

function describe(request: Request, sent: Sent<unknown>): string {
  return 'answer' in sent
    ? refusalOf(request, sent.answer).message
    : `${request.method} ${request.path} was not answered for ${patienceSecondsMax} s`
}
