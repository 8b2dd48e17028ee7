const dayMs = 86_400_000

/** The stalls that stand in front today: others every day, the same for everybody. */
export function stallsOfToday<T>(vendors: readonly T[], now: number, stallsMax: number): readonly T[] {
  const first = (Math.floor(now / dayMs) * stallsMax) % Math.max(vendors.length, 1)
  return [...vendors.slice(first), ...vendors.slice(0, first)].slice(0, stallsMax)
}
