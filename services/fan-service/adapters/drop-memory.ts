import type { DropMemory } from '../ports.ts'

type Entry = { readonly reading: ReturnType<DropMemory['get']>; readonly until: number }

/** Remembers drops for `lifeMs`; all who ask within it share one reading. */
export function openDropMemory(
  limits: { entriesMax: number; lifeMs: number },
  now: () => number = () => performance.now(),
): DropMemory {
  const entries = new Map<string, Entry>()
  return {
    get: (key, read) => {
      const known = entries.get(key)
      if (known && known.until > now()) return known.reading
      const reading = read()
      entries.delete(key)
      entries.set(key, { reading, until: now() + limits.lifeMs })
      const oldest = entries.keys().next()
      if (entries.size > limits.entriesMax && !oldest.done) entries.delete(oldest.value)
      // A reading that failed or found nothing is not remembered: the drop may be there in the next moment.
      const forget = () => entries.get(key)?.reading === reading && entries.delete(key)
      reading.then((row) => row ?? forget(), forget)
      return reading
    },
  }
}
