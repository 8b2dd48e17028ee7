/** An answer as a client sees it. `text` is the body to the byte. */
export type WireAnswer<T = unknown> = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: T
  /** The refusal's code, or null. */
  readonly code: string | null
}

export type WireOptions = {
  body?: unknown
  token?: string | undefined
  key?: string | undefined
  headers?: Readonly<Record<string, string>> | undefined
  timeoutMs?: number
}

export type Wire = {
  readonly url: string
  send<T = never>(method: string, path: string, options?: WireOptions): Promise<WireAnswer<T>>
  /** Sends, and fails loudly on a refusal. */
  ask<T = unknown>(method: string, path: string, options?: WireOptions): Promise<T>
}

const timeoutMsDefault = 30_000

/** Speaks HTTP to the product as any client would. Scenarios, proofs and benches know nothing else of it. */
export function openWire(url: string): Wire {
  const send = async <T>(method: string, path: string, options: WireOptions = {}): Promise<WireAnswer<T>> => {
    const headers: Record<string, string> = { ...options.headers }
    if (options.body !== undefined) headers['content-type'] = 'application/json'
    if (options.token) headers['authorization'] = `Bearer ${options.token}`
    if (options.key) headers['idempotency-key'] = options.key
    const response = await fetch(url + path, {
      method,
      headers,
      redirect: 'manual',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal: AbortSignal.timeout(options.timeoutMs ?? timeoutMsDefault),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== ''
    const body = (isJson ? JSON.parse(text) : null) as T
    const code =
      response.status >= 400 ? ((body as { code?: string } | null)?.code ?? `HTTP_${response.status}`) : null
    return { status: response.status, headers: response.headers, text, body, code }
  }
  return {
    url,
    send,
    ask: async <T>(method: string, path: string, options?: WireOptions) => {
      const answer = await send<T>(method, path, options)
      if (answer.status >= 400)
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 600)}`)
      return answer.body
    },
  }
}

/** Asks again until `done` holds: for what happens behind events. The last answer is in the error when it never does. */
export async function until<T>(
  ask: () => Promise<T>,
  done: (value: T) => boolean,
  options: { secondsMax?: number; what?: string } = {},
): Promise<T> {
  const end = Date.now() + (options.secondsMax ?? 10) * 1_000
  for (;;) {
    const value = await ask()
    if (done(value)) return value
    if (Date.now() > end)
      throw new Error(
        `${options.what ?? 'It'} did not happen. The last answer: ${JSON.stringify(value)?.slice(0, 800)}`,
      )
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
