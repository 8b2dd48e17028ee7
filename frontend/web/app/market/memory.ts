/** Remembers what was read for a short time, by key: what stands on every page is not asked for on every page. */
export function openMemory<T>(limits: { lifeSeconds: number; entriesMax: number }) {
  const entries = new Map<string, { value: Promise<T>; until: number }>()
  return (key: string, read: () => Promise<T>): Promise<T> => {
    const known = entries.get(key)
    if (known && known.until > Date.now()) return known.value
    const value = read()
    if (entries.size >= limits.entriesMax) entries.clear()
    entries.set(key, { value, until: Date.now() + limits.lifeSeconds * 1_000 })
    // What failed is not remembered: the next page asks again.
    value.catch(() => entries.delete(key))
    return value
  }
}
