import { type Currency, unitsOf } from './currency.ts'
import type { Money } from './money.ts'
import { divideRounded, type Rounding } from './rounding.ts'

/** Whether the payment provider can charge exactly this amount; 5.124 KWD it cannot. */
export function isChargeable(money: Money): boolean {
  return money.amount % unitsOf(money.currency).step === 0n
}

/** The nearest amount that can be charged, for prices and totals made by calculation. */
export function roundToStep(money: Money, rounding: Rounding): Money {
  const { step } = unitsOf(money.currency)
  return { amount: divideRounded(money.amount, step, rounding) * step, currency: money.currency }
}

/** The number the payment provider counts in: 5 ISK are 500 there, 5.00 MGA are 5. */
export function toProviderAmount(money: Money): number {
  const { isoExponent, providerExponent } = unitsOf(money.currency)
  if (!isChargeable(money))
    throw new RangeError(`${money.amount} ${money.currency} cannot be charged exactly`)
  const amount = Number(rescale(money.amount, isoExponent, providerExponent))
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount is beyond the safe integers')
  return amount
}

/** Money from a number of the payment provider; a number that our units cannot hold is a fault. */
export function fromProviderAmount(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount is not a safe integer')
  const { isoExponent, providerExponent } = unitsOf(currency)
  return { amount: rescale(BigInt(amount), providerExponent, isoExponent), currency }
}

function rescale(amount: bigint, from: number, to: number): bigint {
  if (to >= from) return amount * 10n ** BigInt(to - from)
  const divisor = 10n ** BigInt(from - to)
  if (amount % divisor !== 0n) throw new RangeError(`${amount} cannot be carried over exactly`)
  return amount / divisor
}
