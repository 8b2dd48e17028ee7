import { type Currency, exponentOf } from './currency.ts'
import { type Money, wholeNumber } from './money.ts'
import { divideRounded, type Rounding } from './rounding.ts'

const basisPointsOfWhole = 10_000n
const ppmOfWhole = 1_000_000n
const rateCharactersMax = 40

/** A percentage of an amount: 250 basis points are 2.5 %. */
export function percentOf(money: Money, basisPoints: bigint | number, rounding: Rounding): Money {
  const points = wholeNumber(basisPoints, 'basis points')
  return {
    amount: divideRounded(money.amount * points, basisPointsOfWhole, rounding),
    currency: money.currency,
  }
}

/** The tax that comes on top of a net amount; 19 % is 190000 parts per million. */
export function taxFromNet(net: Money, ratePpm: bigint | number, rounding: Rounding): Money {
  const rate = taxRate(ratePpm)
  return { amount: divideRounded(net.amount * rate, ppmOfWhole, rounding), currency: net.currency }
}

/** The tax that a gross amount contains; net is the gross less this, so the two always add up. */
export function taxFromGross(gross: Money, ratePpm: bigint | number, rounding: Rounding): Money {
  const rate = taxRate(ratePpm)
  return { amount: divideRounded(gross.amount * rate, ppmOfWhole + rate, rounding), currency: gross.currency }
}

function taxRate(ratePpm: bigint | number): bigint {
  const rate = wholeNumber(ratePpm, 'tax rate')
  if (rate < 0n) throw new RangeError(`a tax rate is negative: ${rate}`)
  return rate
}

/** The amount in another currency by an exact decimal rate (`'1.0842'` units of it for one unit). */
export function convert(
  money: Money,
  target: { readonly currency: Currency; readonly rate: string; readonly rounding: Rounding },
): Money {
  const { numerator, denominator } = exactRate(target.rate)
  const shift = exponentOf(target.currency) - exponentOf(money.currency)
  const scaledUp = shift > 0 ? 10n ** BigInt(shift) : 1n
  const scaledDown = shift < 0 ? 10n ** BigInt(-shift) : 1n
  return {
    amount: divideRounded(money.amount * numerator * scaledUp, denominator * scaledDown, target.rounding),
    currency: target.currency,
  }
}

function exactRate(rate: string): { numerator: bigint; denominator: bigint } {
  const match = rate.length <= rateCharactersMax ? /^(\d+)(?:\.(\d+))?$/.exec(rate) : null
  if (!match) throw new RangeError('a rate is not a plain positive decimal')
  const [, whole = '', fraction = ''] = match
  const numerator = BigInt(whole + fraction)
  if (numerator === 0n) throw new RangeError('a rate is zero')
  return { numerator, denominator: 10n ** BigInt(fraction.length) }
}
