import { AsyncLocalStorage } from 'node:async_hooks'
import type { Ctx, Feature, Service, Statement, Tx } from '@rialto/core'
import { traceIdOf } from './problem.ts'

/** Stands before the name of an endpoint: what is slow in a call is told by the service that was called. */
const callMark = 'call '
const slowMs = 200
/** Fewer say nothing of the average. */
const timesMin = 5
/** A request that asks the same thing more often than this asks once for each row: it should ask for all at once. */
const repeatsMaxDefault = 3

/** A statement or a call that one operation has sent. */
export type Watched = {
  readonly operation: string
  /** The service that sent it: the operation's own, or one that it called. */
  readonly service: string
  /** The name of a statement, or of the endpoint that was called. */
  readonly asked: string
  times: number
  msTotal: number
  msMax: number
  /** How often it was sent within one request, at most. */
  repeats: number
}

/** Counts what each operation asks of databases and of other services, and tells when it asks too often or too long. */
export type QueryWatch = {
  /** The service with its requests watched. */
  around(service: Service, how: WatchOptions): Service
  /** What was seen since the start, in this process. */
  seen(): readonly Watched[]
}

export type WatchOptions = {
  /** Decides by the trace which requests are watched. */
  readonly isWatched: (traceId: string) => boolean
  /** A request that asks the same thing more often is told; examples in tests have few rows, so there it is lower. */
  readonly repeatsMax?: number
}

type Request = { readonly operation: string; readonly counts: Map<string, number> }

/** Begins to count. Nothing is watched before a service is put `around`. */
export function watchQueries(): QueryWatch {
  const totals = new Map<string, Watched>()
  const requests = new AsyncLocalStorage<Request>()

  const note = (request: Request, heard: { service: string; asked: string; ms: number }) => {
    const { service, asked, ms } = heard
    // Eleven services that are asked once each are no repetition.
    const own = `${service} ${asked}`
    request.counts.set(own, (request.counts.get(own) ?? 0) + 1)
    const key = `${request.operation} ${own}`
    const { operation } = request
    const total = totals.get(key) ?? { operation, service, asked, times: 0, msTotal: 0, msMax: 0, repeats: 0 }
    total.times += 1
    total.msTotal += ms
    total.msMax = Math.max(total.msMax, ms)
    totals.set(key, total)
  }

  const end = (request: Request, log: Ctx['log'], repeatsMax: number) => {
    const { operation } = request
    for (const [own, times] of request.counts) {
      const total = totals.get(`${operation} ${own}`)
      if (!total) continue
      total.repeats = Math.max(total.repeats, times)
      if (times > repeatsMax) log.warn(repeatedMessage, { op: operation, asked: total.asked, times })
    }
  }

  const watched = (feature: Feature, service: string, how: WatchOptions): Feature => ({
    ...feature,
    handle: async (input, ctx) => {
      // Calls in this process belong to the request that caused them.
      const cause = requests.getStore()
      if (!cause && !how.isWatched(traceIdOf(ctx.traceparent))) return feature.handle(input, ctx)
      const request = cause ?? { operation: feature.endpoint.name, counts: new Map() }
      const heard = listen(ctx, (asked, ms) => note(request, { service, asked, ms }))
      if (cause) return feature.handle(input, heard)
      try {
        return await requests.run(request, () => feature.handle(input, heard))
      } finally {
        end(request, ctx.log, how.repeatsMax ?? repeatsMaxDefault)
      }
    },
  })
  return {
    around: (service, how) => ({
      ...service,
      features: service.features.map((feature) => watched(feature, service.name, how)),
    }),
    seen: () => [...totals.values()],
  }
}

/** What a log says of a request that asks the same thing again and again. */
export const repeatedMessage = 'a request asks the same thing again and again'

/** Whether a statement takes long on average. */
export function isSlow({ asked, msTotal, times }: Watched): boolean {
  return !asked.startsWith(callMark) && times >= timesMin && msTotal / times > slowMs
}

/** Whether an operation asked the same thing too often within one request. */
export function isRepeated({ repeats }: Watched): boolean {
  return repeats > repeatsMaxDefault
}

type Note = (asked: string, ms: number) => void

function listen(ctx: Ctx, note: Note): Ctx {
  const timed = async <T>(asked: string, work: () => Promise<T>): Promise<T> => {
    // Only the doctor's own questions have no name.
    if (asked === '') return work()
    const startedAt = performance.now()
    try {
      return await work()
    } finally {
      note(asked, performance.now() - startedAt)
    }
  }
  const around = (tx: Tx): Tx => ({
    ...tx,
    query: (wanted: Statement, values) => timed(wanted.name, () => tx.query(wanted, values)) as never,
  })
  return {
    ...ctx,
    sql: { query: (wanted, values) => timed(wanted.name, () => ctx.sql.query(wanted, values)) as never },
    tx: (work) => ctx.tx((tx) => work(around(tx))),
    once: (work) => ctx.once((tx) => work(around(tx))),
    call: (endpoint, input) => timed(`${callMark}${endpoint.name}`, () => ctx.call(endpoint, input)),
  }
}
