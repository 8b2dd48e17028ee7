import { type CurrencyUnits, currencyTable } from './currency-table.ts'

/** An ISO 4217 code that this package knows the units of. */
export type Currency = keyof typeof currencyTable

/** One row of the currency table, with its code. */
export type CurrencyRow = CurrencyUnits & { readonly code: Currency }

/** The currency table: every national currency in use, sorted by code. */
export const currencies: readonly CurrencyRow[] = Object.freeze(
  Object.entries(currencyTable).map(([code, units]) => Object.freeze({ code: code as Currency, ...units })),
)

const rows: ReadonlyMap<string, CurrencyRow> = new Map(currencies.map((row) => [row.code, row]))

/** Whether the text is the code of a currency in the table; codes are upper case. */
export function isCurrency(code: string): code is Currency {
  return rows.has(code)
}

/** The code as a `Currency`, for text from the database; an unknown code is a fault. */
export function currencyOf(code: string): Currency {
  if (!isCurrency(code)) throw new Error(`unknown currency: ${code.slice(0, 16)}`)
  return code
}

/** The row of one currency. */
export function unitsOf(currency: Currency): CurrencyRow {
  const row = rows.get(currency)
  if (!row) throw new Error(`unknown currency: ${String(currency).slice(0, 16)}`)
  return row
}

/** Decimal digits of the minor unit that `Money.amount` counts: 2 for EUR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: Currency): number {
  return unitsOf(currency).isoExponent
}
