import { unitsOf } from './currency.ts'
import { decimalText } from './decimal.ts'
import type { Money } from './money.ts'

// Making a formatter costs about a hundred times more than using one.
const formatters = new Map<string, Intl.NumberFormat>()
const formattersMax = 500

/**
 * The amount as people of that locale write it. Words, signs and separators come from Intl, the digits
 * from our table; an amount with more digits than usual shows all of them, nothing shown is rounded.
 */
export function format(money: Money, locale: string): string {
  const { isoExponent, displayDigits } = unitsOf(money.currency)
  const cut = 10n ** BigInt(isoExponent - displayDigits)
  const digits = money.amount % cut === 0n ? displayDigits : isoExponent
  const text = decimalText(money, digits) as Intl.StringNumericLiteral
  return formatterFor(locale, money.currency, digits).format(text)
}

function formatterFor(locale: string, currency: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  if (formatters.size >= formattersMax) formatters.clear()
  formatters.set(key, made)
  return made
}
