import {
  type CommonCode,
  type EncodedRequest,
  type Endpoint,
  encodeRequest,
  newId,
  type Refusal,
  type Result,
  refuse,
} from '@rialto/core'

/** One answer of the API, before it is read. */
export type Reply = { readonly status: number; readonly text: string }

/** A file on its way: read once, while it arrives. */
export type Content = ReadableStream<Uint8Array>

/** Carries one request to the API: over HTTP, or within a process. It throws when nothing came back. */
export type Transport = (
  request: EncodedRequest & { readonly method: string; readonly content?: Content },
) => Promise<Reply>

export type Client = {
  /**
   * Calls an endpoint by its contract. `key` makes a repeated write one write: without it each call is a new one.
   * A refusal is an answer; `CALL_UNKNOWN` says that nobody knows whether the work was done.
   */
  call<I, O, C extends string>(
    endpoint: Endpoint<I, O, C>,
    input: I,
    options?: { readonly key?: string },
  ): Promise<Result<O, C | CommonCode>>
  /** Sends a file to an endpoint that reads one (`body: 'stream'`); its input goes in the address. */
  upload<I, O, C extends string>(
    endpoint: Endpoint<I, O, C>,
    input: I,
    content: Content,
  ): Promise<Result<O, C | CommonCode>>
  /** Reads what an endpoint streams (`answers: 'stream'`), whole and as text. */
  download<I, C extends string>(
    endpoint: Endpoint<I, unknown, C>,
    input: I,
  ): Promise<Result<string, C | CommonCode>>
}

/** A typed client over the contracts, as somebody: `accessToken` is asked before every call. */
export function openClient(options: {
  readonly transport: Transport
  readonly accessToken?: () => string | null | Promise<string | null>
  readonly headers?: Readonly<Record<string, string>>
}): Client {
  const ask = async (endpoint: Endpoint, input: unknown, sent: { key?: string; content?: Content }) => {
    const encoded = encodeRequest(endpoint, input as Record<string, unknown>)
    const token = (await options.accessToken?.()) ?? null
    const { key, content } = sent
    const headers = {
      ...options.headers,
      ...encoded.headers,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(endpoint.idempotency === 'key' ? { 'idempotency-key': key ?? newId() } : {}),
      ...(content ? { 'content-type': 'application/octet-stream' } : {}),
    }
    const request = { ...encoded, method: endpoint.method, headers, ...(content ? { content } : {}) }
    return send(options.transport, request)
  }
  const read = async (asked: Promise<Result<Reply, 'CALL_UNKNOWN'>>) => {
    const reply = await asked
    return (reply.ok ? readReply(reply.value) : reply) as never
  }
  return {
    call: (endpoint, input, { key } = {}) => read(ask(endpoint, input, key === undefined ? {} : { key })),
    upload: (endpoint, input, content) => read(ask(endpoint, input, { content })),
    download: async (endpoint, input) => {
      const reply = await ask(endpoint, input, {})
      if (!reply.ok || reply.value.status >= 400) return read(Promise.resolve(reply))
      return { ok: true, value: reply.value.text }
    },
  }
}

async function send(
  transport: Transport,
  request: Parameters<Transport>[0],
): Promise<Result<Reply, 'CALL_UNKNOWN'>> {
  try {
    return { ok: true, value: await transport(request) }
  } catch {
    return refuse('CALL_UNKNOWN', 'The shop did not answer. Try again in a moment')
  }
}

function readReply({ status, text }: Reply): Result<unknown> {
  if (status < 400) return { ok: true, value: text === '' ? null : JSON.parse(text) }
  const problem = readProblem(text)
  return { ...problem, ok: false, code: problem.code ?? 'INTERNAL' }
}

/** What a gateway or proxy in between answers need not be a problem document. */
function readProblem(text: string): Partial<Refusal> {
  try {
    const { code, detail, fields, data } = JSON.parse(text) as Partial<Refusal>
    return JSON.parse(JSON.stringify({ code, detail, fields, data }))
  } catch {
    return {}
  }
}
