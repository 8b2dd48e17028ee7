import { Agent, type IncomingMessage, request } from 'node:http'
import type { Wire, WireAnswer, WireOptions } from '@rialto/testing'

type Headers = Readonly<Record<string, string>>

const timeoutMs = 30_000

/**
 * A client that costs little: it shares two cores with what it measures. Connections are kept, bodies are read whole.
 * A `host` among the headers of all its requests names a marketplace.
 */
export function openLeanWire(url: string, connectionsMax: number, always: Headers = {}): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax })
  const { hostname, port } = new URL(url)
  const send = <T>(method: string, path: string, options: WireOptions = {}): Promise<WireAnswer<T>> =>
    new Promise((resolve, reject) => {
      const text = options.body === undefined ? undefined : JSON.stringify(options.body)
      const headers: Record<string, string | number> = { ...always, ...options.headers }
      if (text !== undefined) {
        headers['content-type'] = 'application/json'
        headers['content-length'] = Buffer.byteLength(text)
      }
      if (options.token) headers['authorization'] = `Bearer ${options.token}`
      if (options.key) headers['idempotency-key'] = options.key
      const outgoing = request(
        { agent, hostname, port, method, path, headers, timeout: timeoutMs },
        (incoming) => {
          readAnswer<T>(incoming).then(resolve, reject)
        },
      )
      outgoing.once('timeout', () =>
        outgoing.destroy(new Error(`${method} ${path} was not answered in time`)),
      )
      outgoing.once('error', reject)
      outgoing.end(text)
    })
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

async function readAnswer<T>(incoming: IncomingMessage): Promise<WireAnswer<T>> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const status = incoming.statusCode ?? 0
  const isJson = /json/.test(incoming.headers['content-type'] ?? '') && text !== ''
  const body = (isJson ? JSON.parse(text) : null) as T
  const code = status >= 400 ? ((body as { code?: string } | null)?.code ?? `HTTP_${status}`) : null
  return {
    status,
    headers: new globalThis.Headers(incoming.headers as Record<string, string>),
    text,
    body,
    code,
  }
}
