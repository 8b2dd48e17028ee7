import type { ShortMemory } from '../ports.ts'

/** Remembers up to `entriesMax` values, each for `lifeSeconds`; the oldest makes room. */
export function openShortMemory(
  limits: { entriesMax: number; lifeSeconds: number },
  now: () => number = Date.now,
): ShortMemory {
  const kept = new Map<string, { value: unknown; until: number }>()
  return {
    get: (key) => {
      const one = kept.get(key)
      if (!one || one.until <= now()) return undefined
      return one.value
    },
    set: (key, value) => {
      kept.delete(key)
      kept.set(key, { value, until: now() + limits.lifeSeconds * 1000 })
      const oldest = kept.keys().next()
      if (kept.size > limits.entriesMax && !oldest.done) kept.delete(oldest.value)
    },
  }
}
