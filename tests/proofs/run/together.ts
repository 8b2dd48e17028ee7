/** Does a piece of work for every item, so many at once, and keeps the order of the results. */
export async function atOnce<T, R>(
  items: readonly T[],
  count: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const index = next
      next += 1
      results[index] = await work(items[index] as T, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, lane))
  return results
}

/** The numbers 1 to n, for work that is done so many times. */
export function times(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** The value below which so many percent of the others lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
}
