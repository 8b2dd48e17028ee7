/** Remembers a bounded number of values for a bounded time; the least recently used go first. */
export type VerifiedCache<T> = {
  /** The value, unless it is past its time at `now` (milliseconds). */
  find(key: string, now: number): T | undefined
  keep(key: string, value: T, until: number): void
}

/** Makes a cache of at most `entriesMax` values. */
export function verifiedCache<T>(entriesMax: number): VerifiedCache<T> {
  // A Map keeps the order of insertion: the first key is the one not used for longest.
  const entries = new Map<string, { value: T; until: number }>()
  return {
    find(key, now) {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      if (now >= entry.until) return undefined
      entries.set(key, entry)
      return entry.value
    },
    keep(key, value, until) {
      entries.delete(key)
      entries.set(key, { value, until })
      if (entries.size <= entriesMax) return
      const [oldest] = entries.keys()
      if (oldest !== undefined) entries.delete(oldest)
    },
  }
}
