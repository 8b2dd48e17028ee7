import { type Currency, exponentOf } from './currency.ts'
import type { Money } from './money.ts'

const textCharactersMax = 40

/** What `parseDecimal` answers: the money, or why the text is none. */
export type ParsedDecimal =
  | { readonly ok: true; readonly value: Money }
  | {
      readonly ok: false
      readonly code: 'AMOUNT_MALFORMED' | 'AMOUNT_TOO_PRECISE' | 'AMOUNT_TOO_LARGE'
      readonly detail: string
    }

/**
 * Reads a plain decimal such as `'12.99'` exactly: an optional minus, digits, a point, digits. More
 * digits than the currency has are refused and never rounded; further zeros lose nothing and pass
 * (shops export yen as `'1200.00'`).
 */
export function parseDecimal(text: string, currency: Currency): ParsedDecimal {
  const match = text.length <= textCharactersMax ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) : null
  if (!match) return { ok: false, code: 'AMOUNT_MALFORMED', detail: 'write a plain decimal such as 12.99' }
  const [, sign = '', whole = '', fraction = ''] = match
  const exponent = exponentOf(currency)
  if (/[1-9]/.test(fraction.slice(exponent))) {
    const detail = `${currency} has ${exponent} decimal digits`
    return { ok: false, code: 'AMOUNT_TOO_PRECISE', detail }
  }
  const magnitude = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'))
  if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) {
    return { ok: false, code: 'AMOUNT_TOO_LARGE', detail: 'the amount is larger than the wire carries' }
  }
  return { ok: true, value: { amount: sign ? -magnitude : magnitude, currency } }
}

/** The amount as a plain decimal with all digits of its currency: `'12.99'`, `'1200'`, `'5.120'`. */
export function toDecimal(money: Money): string {
  return decimalText(money, exponentOf(money.currency))
}

/** The amount as a plain decimal with the given digits, which must not cut a digit that counts. */
export function decimalText(money: Money, digits: number): string {
  const exponent = exponentOf(money.currency)
  const sign = money.amount < 0n ? '-' : ''
  const text = String(money.amount < 0n ? -money.amount : money.amount).padStart(exponent + 1, '0')
  const whole = text.slice(0, text.length - exponent)
  const fraction = text.slice(text.length - exponent)
  if (/[1-9]/.test(fraction.slice(digits))) throw new RangeError(`${digits} digits would cut the amount`)
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${fraction.slice(0, digits).padEnd(digits, '0')}`
}
