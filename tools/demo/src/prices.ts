import type { Price } from './types.ts'

interface Market {
  currency: string
  /** Units of this currency for one euro. */
  rate: number
  /** Minor units in one major unit. */
  minor: number
  /** Up to this amount (in major units) prices are multiples of the step. */
  steps: [upTo: number, step: number][]
}

// A price is written for each market, not converted on the fly: nobody asks 13.47 dollars or 1,287 yen.
const markets: Market[] = [
  {
    currency: 'USD',
    rate: 1.16,
    minor: 100,
    steps: [
      [20, 0.5],
      [100, 1],
      [Infinity, 5],
    ],
  },
  {
    currency: 'GBP',
    rate: 0.87,
    minor: 100,
    steps: [
      [20, 0.5],
      [100, 1],
      [Infinity, 5],
    ],
  },
  {
    currency: 'JPY',
    rate: 171,
    minor: 1,
    steps: [
      [5000, 50],
      [20000, 100],
      [Infinity, 500],
    ],
  },
  {
    currency: 'KWD',
    rate: 0.356,
    minor: 1000,
    steps: [
      [10, 0.1],
      [50, 0.25],
      [Infinity, 1],
    ],
  },
]

/** The prices of one thing in all five currencies, from euro cents. */
export function pricesOf(euroCents: number): Price[] {
  return [{ amount: euroCents, currency: 'EUR' }, ...markets.map((market) => priceIn(market, euroCents))]
}

function priceIn({ currency, rate, minor, steps }: Market, euroCents: number): Price {
  const major = (euroCents / 100) * rate
  const step = steps.find(([upTo]) => major < upTo)?.[1] ?? 1
  return { amount: Math.round(Math.max(1, Math.round(major / step)) * step * minor), currency }
}
