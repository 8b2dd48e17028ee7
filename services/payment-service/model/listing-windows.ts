const windowMs = 60_000
/** The intent is made a moment after its tender; clocks differ by less than this. */
const marginMs = 30_000

type Made = { readonly createdAt: Date }

/** A time in which intents were made at the provider, and the tenders that wait for one of them. */
export type ListingWindow<T extends Made> = {
  readonly from: Date
  readonly to: Date
  readonly tenders: readonly T[]
}

/**
 * The minutes of the provider's list that have to be read to meet the intent of each tender. A sale of thousands a
 * minute is then read only where somebody waits.
 */
export function listingWindows<T extends Made>(tenders: readonly T[]): ListingWindow<T>[] {
  const minutes = Map.groupBy(tenders, ({ createdAt }) => Math.floor(createdAt.getTime() / windowMs))
  return [...minutes].map(([minute, made]) => ({
    from: new Date(minute * windowMs - marginMs),
    to: new Date((minute + 1) * windowMs + marginMs),
    tenders: made,
  }))
}
