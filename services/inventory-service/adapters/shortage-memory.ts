import type { ShortageMemory } from '../ports.ts'

/**
 * Remembers for a while what was refused as sold out, in this process. It only says what is worth a look: whoever was
 * refused once is not refused again without one. Time is monotonic, not of a clock that jumps.
 */
export function openShortageMemory(
  limits: { entriesMax: number; rememberMs: number },
  now: () => number = () => performance.now(),
): ShortageMemory {
  const endsAt = new Map<string, number>()
  return {
    note: (key) => {
      endsAt.delete(key)
      endsAt.set(key, now() + limits.rememberMs)
      const oldest = endsAt.keys().next()
      if (endsAt.size > limits.entriesMax && !oldest.done) endsAt.delete(oldest.value)
    },
    has: (key) => (endsAt.get(key) ?? 0) > now(),
  }
}
