export type Span = {
  readonly amount: number
  readonly basePrice: number
  readonly from: string
  readonly until: string | null
}

export type Box = { readonly width: number; readonly height: number; readonly padding: number }

const hourMs = 3_600_000
const shownFromMs = 24 * hourMs

/** One price for each day: of several that began on one day the last stands. Prices are read by days, not by minutes. */
export function byDay(spans: readonly Span[]): Span[] {
  return spans.filter((span, index) => spans[index + 1]?.from.slice(0, 10) !== span.from.slice(0, 10))
}

/** Whether there is something to see: a price that changed, over more than a day. */
export function isWorthALine(spans: readonly Span[], now: string): boolean {
  const first = spans[0]
  return first !== undefined && spans.length > 1 && Date.parse(now) - Date.parse(first.from) >= shownFromMs
}

/** The price over time as a path of steps: each price is a level line, and a change is upright. */
export function priceLine(spans: readonly Span[], now: string, box: Box): string {
  const start = Date.parse(spans[0]?.from ?? now)
  const length = Math.max(1, Date.parse(now) - start)
  const amounts = spans.map((span) => span.amount)
  const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)]
  const across = (moment: number) => round(((moment - start) / length) * box.width)
  const down = (amount: number) => {
    const share = highest === lowest ? 0.5 : (highest - amount) / (highest - lowest)
    return round(box.padding + share * (box.height - 2 * box.padding))
  }
  return spans
    .flatMap((span, index) => {
      const end = across(span.until === null ? Date.parse(now) : Date.parse(span.until))
      const level = down(span.amount)
      return index === 0 ? [`M0 ${level}`, `H${end}`] : [`V${level}`, `H${end}`]
    })
    .join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
