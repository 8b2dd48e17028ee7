const totalFactor = 4

type Bucket = { tokens: number; at: number }

export type Budget = {
  /** Undefined lets the request through; else what ran out. */
  take(operation: string): 'endpoint-rate' | 'global-rate' | undefined
  set(perSecond: number | 'unlimited'): void
  perSecond(): number | 'unlimited'
}

/**
 * Token buckets: one for each operation and one for all, four times as large. They run on the real clock,
 * because what they protect against is real requests.
 */
export function createBudget(
  initial: number | 'unlimited',
  now: () => number = () => performance.now(),
): Budget {
  let limit = initial
  const buckets = new Map<string, Bucket>()

  const refill = (name: string, size: number): Bucket => {
    const at = now()
    const known = buckets.get(name)
    if (known === undefined) {
      const fresh = { tokens: size, at }
      buckets.set(name, fresh)
      return fresh
    }
    known.tokens = Math.min(size, known.tokens + ((at - known.at) * size) / 1000)
    known.at = at
    return known
  }

  return {
    perSecond: () => limit,
    set(perSecond) {
      limit = perSecond
      buckets.clear()
    },
    take(operation) {
      if (limit === 'unlimited') return undefined
      const own = refill(operation, limit)
      const all = refill('*', limit * totalFactor)
      if (all.tokens < 1) return 'global-rate'
      if (own.tokens < 1) return 'endpoint-rate'
      own.tokens -= 1
      all.tokens -= 1
      return undefined
    },
  }
}
