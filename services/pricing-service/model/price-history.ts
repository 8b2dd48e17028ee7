/** A price that stood in the list for some time; `until` is null for the one that stands now. Times in milliseconds. */
export type ListedSpan = { amount: number; basePrice: number; from: number; until: number | null }

/** A sale that ran or runs. */
export type SaleSpan = { amount: number; from: number; until: number | null }

export type PriceSpan = { amount: number; basePrice: number; from: number; until: number | null }

/**
 * What was asked from a moment on: of the price of the list and the sales that ran the lowest counts. Spans follow each
 * other without a gap; neighbours that are equal are one.
 */
export function priceHistory(
  listed: readonly ListedSpan[],
  sales: readonly SaleSpan[],
  period: { from: number; now: number },
): PriceSpan[] {
  const inside = (moment: number) => moment > period.from && moment < period.now
  const moments = [...listed, ...sales].flatMap(({ from, until }) =>
    until === null ? [from] : [from, until],
  )
  const cuts = [...new Set([period.from, ...moments.filter(inside)])].sort((left, right) => left - right)
  const spans: PriceSpan[] = []
  for (const [index, from] of cuts.entries()) {
    const price = listed.findLast((one) => runsAt(one, from))
    if (!price) continue
    const running = sales.filter((sale) => runsAt(sale, from) && sale.amount < price.basePrice)
    const amount = Math.min(price.amount, ...running.map((sale) => sale.amount))
    const until = cuts[index + 1] ?? null
    const last = spans.at(-1)
    if (last?.amount === amount && last.basePrice === price.basePrice && last.until === from)
      last.until = until
    else spans.push({ amount, basePrice: price.basePrice, from, until })
  }
  return spans
}

function runsAt(span: { from: number; until: number | null }, moment: number): boolean {
  return span.from <= moment && (span.until === null || span.until > moment)
}
