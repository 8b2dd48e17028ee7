import { Type } from 'typebox'
import { type Currency, currencyOf, isCurrency } from './currency.ts'
import type { Money } from './money.ts'

/** Money as JSON carries it: minor units as a safe integer, and the currency. */
export type MoneyWire = { readonly amount: number; readonly currency: string }

/**
 * The schema of money on the wire. As JSON Schema the currency is three capital letters; our own
 * validator also refuses a code that is not in the currency table, so that `fromWire` cannot fail
 * on input that passed it.
 */
export const MoneySchema = Type.Object(
  {
    amount: Type.Integer({
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Amount in minor units of the currency: 1299 is 12.99 EUR, and 1299 JPY.',
    }),
    currency: Type.Refine(
      Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217.' }),
      isCurrency,
      () => 'must be the code of a currency in use',
    ),
  },
  { additionalProperties: false, description: 'An exact amount of one currency.' },
)

/** Money for the wire; an amount beyond the safe integers is a fault, never rounded. */
export function toWire(money: Money): { amount: number; currency: Currency } {
  const amount = Number(money.amount)
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount is beyond the safe integers')
  return { amount, currency: money.currency }
}

/** Money from the wire; an unsafe or broken number and an unknown currency are faults. */
export function fromWire(wire: MoneyWire): Money {
  if (!Number.isSafeInteger(wire.amount)) throw new RangeError('an amount is not a safe integer')
  return { amount: BigInt(wire.amount), currency: currencyOf(wire.currency) }
}
