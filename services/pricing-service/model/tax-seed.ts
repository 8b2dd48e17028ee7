import type { TaxClass, TaxRate } from './taxes.ts'

/** Raise it when the table below changes: marketplaces take over rows that they do not have yet. */
export const taxSeed = 1

// The start of the EU's one-stop-shop rules; nothing is sold with an earlier date.
const start = '2021-07-01'

/** Standard and first reduced rate in per cent, by country and first day. `reduced` is the rate that most goods have. */
const inclusiveRates: readonly [country: string, validFrom: string, standard: string, reduced: string][] = [
  ['AT', start, '20', '10'],
  ['BE', start, '21', '6'],
  ['BG', start, '20', '9'],
  ['CY', start, '19', '5'],
  ['CZ', start, '21', '15'],
  ['CZ', '2024-01-01', '21', '12'],
  ['DE', start, '19', '7'],
  // Denmark has one rate for all goods.
  ['DK', start, '25', '25'],
  ['EE', start, '20', '9'],
  ['EE', '2024-01-01', '22', '9'],
  ['EE', '2025-07-01', '24', '9'],
  ['ES', start, '21', '10'],
  ['FI', start, '24', '14'],
  ['FI', '2024-09-01', '25.5', '14'],
  ['FI', '2026-01-01', '25.5', '13.5'],
  ['FR', start, '20', '5.5'],
  ['GB', start, '20', '5'],
  ['GR', start, '24', '13'],
  ['HR', start, '25', '13'],
  ['HU', start, '27', '18'],
  ['IE', start, '23', '13.5'],
  ['IT', start, '22', '10'],
  ['LT', start, '21', '9'],
  ['LT', '2026-01-01', '21', '12'],
  ['LU', start, '17', '8'],
  ['LU', '2023-01-01', '16', '7'],
  ['LU', '2024-01-01', '17', '8'],
  ['LV', start, '21', '12'],
  ['MT', start, '18', '7'],
  ['NL', start, '21', '9'],
  ['PL', start, '23', '8'],
  ['PT', start, '23', '13'],
  ['RO', start, '19', '9'],
  ['RO', '2025-08-01', '21', '11'],
  ['SE', start, '25', '12'],
  ['SI', start, '22', '9.5'],
  ['SK', start, '20', '10'],
  ['SK', '2025-01-01', '23', '19'],
]

// The state's own rate: districts add theirs, which no open table gives. Shipping that is stated apart is not taxed
// there, and food (our reduced class) is exempt.
const california = { country: 'US', region: 'CA', validFrom: start, inclusive: false, taxesShipping: false }

/** Our edition of the tax table: the EU and the UK with tax in the prices, California on top, no tax elsewhere. */
export const seedRates: readonly TaxRate[] = [
  ...inclusiveRates.flatMap(([country, validFrom, standard, reduced]) => {
    const place = { country, region: '', validFrom, inclusive: true, taxesShipping: true }
    return [
      { ...place, taxClass: 'standard' as TaxClass, ratePpm: ppm(standard) },
      { ...place, taxClass: 'reduced' as TaxClass, ratePpm: ppm(reduced) },
      { ...place, taxClass: 'zero' as TaxClass, ratePpm: 0 },
    ]
  }),
  { ...california, taxClass: 'standard', ratePpm: 72_500 },
  { ...california, taxClass: 'reduced', ratePpm: 0 },
  { ...california, taxClass: 'zero', ratePpm: 0 },
]

/** Per cent with at most one decimal, in millionths. */
function ppm(percent: string): number {
  const [whole = '0', tenths = '0'] = percent.split('.')
  return Number(whole) * 10_000 + Number(tenths) * 1_000
}
