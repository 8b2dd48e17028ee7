import type { Currency } from './currency.ts'

/** An exact amount in minor units of one currency; 12.99 EUR is `{ amount: 1299n, currency: 'EUR' }`. */
export type Money = { readonly amount: bigint; readonly currency: Currency }

/** Nothing, in the given currency. */
export function zero(currency: Currency): Money {
  return { amount: 0n, currency }
}

/** The sum of two amounts of one currency; two currencies are a fault. */
export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right)
  return { amount: left.amount + right.amount, currency: left.currency }
}

/** The first amount less the second, in one currency. */
export function subtract(left: Money, right: Money): Money {
  assertSameCurrency(left, right)
  return { amount: left.amount - right.amount, currency: left.currency }
}

/** The same amount in the other direction. */
export function negate(money: Money): Money {
  return { amount: -money.amount, currency: money.currency }
}

/** A unit price times a whole quantity. */
export function multiply(money: Money, quantity: bigint | number): Money {
  return { amount: money.amount * wholeNumber(quantity, 'quantity'), currency: money.currency }
}

/** -1, 0 or 1, as a sort wants it; two currencies are a fault. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  assertSameCurrency(left, right)
  if (left.amount === right.amount) return 0
  return left.amount < right.amount ? -1 : 1
}

/** Whether the amount is nothing. */
export function isZero(money: Money): boolean {
  return money.amount === 0n
}

/** Whether the amount is below zero. */
export function isNegative(money: Money): boolean {
  return money.amount < 0n
}

/** The sum of a list, which may be empty: that is why the currency is named. */
export function sum(list: Iterable<Money>, currency: Currency): Money {
  let total = zero(currency)
  for (const money of list) total = add(total, money)
  return total
}

/** Throws when the two amounts are of different currencies: there is no sum of euros and yen. */
export function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency === right.currency) return
  throw new Error(`different currencies: ${left.currency} and ${right.currency}`)
}

/** A whole number as bigint; a fraction or an unsafe number is a fault, never rounded. */
export function wholeNumber(value: bigint | number, name: string): bigint {
  if (typeof value === 'bigint') return value
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} is not a safe whole number: ${value}`)
  return BigInt(value)
}
