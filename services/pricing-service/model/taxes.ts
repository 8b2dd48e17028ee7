import { divideRounded } from '@rialto/money'

export type TaxClass = 'standard' | 'reduced' | 'zero'

/** One row of the tax table: the rate of a class of goods at a place, from a day (in UTC) on. */
export type TaxRate = {
  country: string
  /** A part of the country; '' is the rest of it. */
  region: string
  taxClass: TaxClass
  validFrom: string
  ratePpm: number
  /** Prices contain the tax. */
  inclusive: boolean
  taxesShipping: boolean
}

/** The tax table, latest rate first for each place and class. `revision` names its content. */
export type TaxTable = { revision: string; rates: ReadonlyMap<string, readonly TaxRate[]> }

export type AppliedRate = { ratePpm: number; inclusive: boolean; taxesShipping: boolean }

const untaxed: AppliedRate = { ratePpm: 0, inclusive: false, taxesShipping: false }
const ppmOfWhole = 1_000_000n

/** People write a region as a code, with the country before it, or by its name. */
const regionNames: Readonly<Record<string, string>> = { 'US CALIFORNIA': 'CA' }

/** Orders the rows of a tax table for look-ups. */
export function indexTaxTable(revision: string, rows: readonly TaxRate[]): TaxTable {
  const rates = new Map<string, TaxRate[]>()
  for (const row of rows) {
    const key = keyOf(row.country, row.region, row.taxClass)
    rates.set(key, [...(rates.get(key) ?? []), row])
  }
  for (const list of rates.values()) list.sort((left, right) => (left.validFrom < right.validFrom ? 1 : -1))
  return { revision, rates }
}

/** The rate in force on a day: the region's own, else the country's. Where there is none, nothing is taxed. */
export function rateFor(
  table: TaxTable,
  goods: { country: string; region: string | null; taxClass: TaxClass },
  day: string,
): AppliedRate {
  const { country, taxClass } = goods
  for (const region of [regionCode(country, goods.region), '']) {
    const rate = table.rates.get(keyOf(country, region, taxClass))?.find((one) => one.validFrom <= day)
    if (rate) return rate
  }
  return untaxed
}

/** The short form of a region: CA for `ca`, `US-CA` and `California`. */
export function regionCode(country: string, region: string | null): string {
  const text = (region ?? '').trim().toUpperCase()
  const code = text.startsWith(`${country}-`) ? text.slice(country.length + 1) : text
  return regionNames[`${country} ${code}`] ?? code
}

/** Tax on top of an amount, in steps that a card can pay. Half a step goes up. */
export function taxOnTop(net: bigint, ratePpm: number, step: bigint): bigint {
  return divideRounded(net * BigInt(ratePpm), ppmOfWhole * step, 'half-up') * step
}

/** Tax that an amount contains. It is told, not charged, so it is exact to the minor unit in every currency. */
export function taxInside(gross: bigint, ratePpm: number): bigint {
  const rate = BigInt(ratePpm)
  return divideRounded(gross * rate, ppmOfWhole + rate, 'half-up')
}

function keyOf(country: string, region: string, taxClass: TaxClass): string {
  return `${country} ${region} ${taxClass}`
}
