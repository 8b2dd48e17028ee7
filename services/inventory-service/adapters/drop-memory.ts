import type { DropMemory, Remembered } from '../ports.ts'

type Drop = Remembered['drop']
type Kept = { drop: Drop; readAt: number }
type Entry = { kept: Kept | undefined; reading: Promise<Kept> | undefined }

/**
 * Remembers drops for `staleMs` at most. After `freshMs` whoever asks causes a new reading and is answered from the old
 * one: nobody waits for the database while a drop is asked for often. Time is monotonic, not of a clock that jumps.
 */
export function openDropMemory(
  limits: { entriesMax: number; freshMs: number; staleMs: number },
  now: () => number = () => performance.now(),
): DropMemory {
  const entries = new Map<string, Entry>()
  return {
    get: async (key, read) => {
      const entry = entryOf(entries, key, limits.entriesMax)
      const age = entry.kept ? now() - entry.kept.readAt : Number.POSITIVE_INFINITY
      if (entry.kept && age <= limits.freshMs) return { drop: entry.kept.drop, ageMs: age }
      const reading = readOnce(entry, read, now)
      if (entry.kept && age <= limits.staleMs) return { drop: entry.kept.drop, ageMs: age }
      const kept = await reading
      return { drop: kept.drop, ageMs: now() - kept.readAt }
    },
  }
}

function entryOf(entries: Map<string, Entry>, key: string, entriesMax: number): Entry {
  const known = entries.get(key)
  if (known) return known
  const entry: Entry = { kept: undefined, reading: undefined }
  entries.set(key, entry)
  const oldest = entries.keys().next()
  if (entries.size > entriesMax && !oldest.done) entries.delete(oldest.value)
  return entry
}

/** The value was true at some moment of the reading: it is as old as its beginning. */
function readOnce(entry: Entry, read: () => Promise<Drop>, now: () => number): Promise<Kept> {
  if (entry.reading) return entry.reading
  const readAt = now()
  const reading = read().then(
    (drop) => {
      entry.kept = { drop, readAt }
      entry.reading = undefined
      return entry.kept
    },
    (error: unknown) => {
      entry.reading = undefined
      throw error
    },
  )
  entry.reading = reading
  // Whoever was answered from the old value waits for nothing; a reading that failed is tried again by the next.
  reading.catch(() => {})
  return reading
}
