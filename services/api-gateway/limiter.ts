import type { BatchOperation, Log } from '@rialto/core'
import type { BatchWriter } from '@rialto/postgres'

/** At most `max` requests in any `windowSeconds`, counted for one key. */
export type Limit = { plan: string; key: string; max: number; windowSeconds: number }

export type Verdict = { allowed: boolean; left: number; resetSeconds: number }

type CountItem = { key: string; windowSeconds: number; add: number }
type Counted = { count: number; before: number; elapsedSeconds: number }
type Known = { counted: Counted; pending: number; at: number; tenant: string; windowSeconds: number }

export const countRequests: BatchOperation<CountItem, Counted> = {
  name: 'gateway.count_requests',
  functionName: 'gateway_count_requests_v1',
}

/** Below this share of a limit, a process may count by itself for a moment instead of asking the database. */
const looseShare = 0.5
const looseMaxMin = 300
const freshMs = 1_000
const keysMax = 50_000

/**
 * A sliding window over two fixed ones: the last window counts with the share of it that still lies inside. Counters
 * are shared in PostgreSQL; when it does not answer, each process limits by what it has seen itself.
 */
export function createLimiter(options: { writer: BatchWriter; log: Log }) {
  const known = new Map<string, Known>()

  const ask = async (tenant: string, limit: Limit, add: number): Promise<Counted> => {
    const item = { key: limit.key, windowSeconds: limit.windowSeconds, add }
    const counted = await options.writer.write(countRequests, tenant, item)
    remember(known, { tenant, limit, counted })
    return counted
  }

  return {
    check: async (tenant: string, limit: Limit): Promise<Verdict> => {
      const mapKey = `${tenant} ${limit.key}`
      const seen = known.get(mapKey)
      if (seen && isLoose(seen, limit)) {
        seen.pending += 1
        return judge(limit, { ...seen.counted, count: seen.counted.count + seen.pending })
      }
      const add = 1 + (seen?.pending ?? 0)
      if (seen) seen.pending = 0
      try {
        return judge(limit, await ask(tenant, limit, add))
      } catch (error) {
        options.log.warn('requests are counted in this process only', { problem: String(error) })
        return judge(limit, countAlone(known, { tenant, limit }))
      }
    },
  }
}

function isLoose(seen: Known, limit: Limit): boolean {
  if (limit.max < looseMaxMin || Date.now() - seen.at > freshMs) return false
  return used(limit, { ...seen.counted, count: seen.counted.count + seen.pending }) < limit.max * looseShare
}

function remember(
  known: Map<string, Known>,
  parts: { tenant: string; limit: Limit; counted: Counted },
): void {
  if (known.size > keysMax) known.clear()
  const { tenant, limit, counted } = parts
  known.set(`${tenant} ${limit.key}`, {
    counted,
    pending: 0,
    at: Date.now(),
    tenant,
    windowSeconds: limit.windowSeconds,
  })
}

function countAlone(known: Map<string, Known>, parts: { tenant: string; limit: Limit }): Counted {
  const { tenant, limit } = parts
  const windowMs = limit.windowSeconds * 1_000
  const elapsedSeconds = (Date.now() % windowMs) / 1_000
  const seen = known.get(`${tenant} ${limit.key}`)
  const sameWindow =
    seen !== undefined && Math.floor(seen.at / windowMs) === Math.floor(Date.now() / windowMs)
  const counted = { count: (sameWindow ? seen.counted.count : 0) + 1, before: 0, elapsedSeconds }
  remember(known, { tenant, limit, counted })
  return counted
}

function used(limit: Limit, counted: Counted): number {
  const share = Math.max(0, 1 - counted.elapsedSeconds / limit.windowSeconds)
  return counted.count + counted.before * share
}

/** Exported for its test: the verdict for a count. */
export function judge(limit: Limit, counted: Counted): Verdict {
  const left = limit.max - used(limit, counted)
  return {
    allowed: left >= 0,
    left: Math.max(0, Math.floor(left)),
    resetSeconds: Math.max(1, Math.ceil(limit.windowSeconds - counted.elapsedSeconds)),
  }
}
