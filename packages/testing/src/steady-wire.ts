import { setTimeout as pause } from 'node:timers/promises'
import { openWire, type Wire, type WireAnswer, type WireOptions } from './wire.ts'

/** What a client did, written before a request leaves and when its reply is there (or will never come). */
export type WireNote =
  | {
      readonly at: number
      readonly what: 'sent'
      readonly request: number
      readonly attempt: number
      readonly to: string
    }
  | {
      readonly at: number
      readonly what: 'answered'
      readonly request: number
      readonly status: number
      readonly code: string | null
    }
  | { readonly at: number; readonly what: 'lost'; readonly request: number; readonly problem: string }

export type SteadyWireOptions = {
  note?: (note: WireNote) => void
  /** How long a request is sent again and again before the client gives up. */
  patienceMs?: number
}

const patienceMsDefault = 30_000
const pauseMs = 60
const againStatuses = new Set([502, 503, 504])

/**
 * A client as it should be: it spreads its requests over the servers, and when a reply is lost or the server is busy it
 * sends the same request with the same key again, to the next server. Nobody may notice that it was sent twice.
 */
export function openSteadyWire(urls: readonly string[], options: SteadyWireOptions = {}): Wire {
  const wires = urls.map(openWire)
  let requests = 0
  const send = async <T>(method: string, path: string, wanted: WireOptions = {}): Promise<WireAnswer<T>> => {
    requests += 1
    const request = requests
    const until = Date.now() + (options.patienceMs ?? patienceMsDefault)
    for (let attempt = 1; ; attempt += 1) {
      const wire = wires[(request + attempt) % wires.length]
      if (!wire) throw new Error('A steady wire needs a server')
      options.note?.({ at: Date.now(), what: 'sent', request, attempt, to: `${method} ${wire.url}${path}` })
      try {
        const answer = await wire.send<T>(method, path, wanted)
        options.note?.({
          at: Date.now(),
          what: 'answered',
          request,
          status: answer.status,
          code: answer.code,
        })
        if (!againStatuses.has(answer.status) || Date.now() > until) return answer
      } catch (error) {
        options.note?.({ at: Date.now(), what: 'lost', request, problem: String(error) })
        if (Date.now() > until) throw error
      }
      await pause(pauseMs)
    }
  }
  return {
    url: urls[0] ?? '',
    send,
    ask: async <T>(method: string, path: string, wanted?: WireOptions) => {
      const answer = await send<T>(method, path, wanted)
      if (answer.status >= 400)
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 600)}`)
      return answer.body
    },
  }
}
