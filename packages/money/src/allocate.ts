import { assertSameCurrency, type Money, subtract, sum, zero } from './money.ts'
import { divideRounded } from './rounding.ts'

/**
 * Splits a total by weight and loses nothing: the shares add up to the total, and each is within one
 * `step` of its exact value. The units left over go to the largest remainders, ties to the lower
 * index; sort by a stable id first where the order of the list may change. A line of weight zero gets
 * nothing, unless all are zero: then the split is even. A negative total is the mirrored split.
 * `step` splits in whole steps, for amounts that are each charged or transferred on their own.
 */
export function allocate(total: Money, weights: readonly bigint[], step = 1n): Money[] {
  if (step <= 0n || total.amount % step !== 0n) {
    throw new RangeError(`${total.amount} ${total.currency} is not a multiple of the step ${step}`)
  }
  const sign = total.amount < 0n ? -1n : 1n
  const units = (sign * total.amount) / step
  return splitUnits(units, weights).map((share) => ({
    amount: sign * share * step,
    currency: total.currency,
  }))
}

function splitUnits(units: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight is negative')
  if (weights.length === 0) {
    if (units !== 0n) throw new RangeError('there is nothing to allocate to')
    return []
  }
  const weightSum = weights.reduce((total, weight) => total + weight, 0n)
  const used = weightSum === 0n ? weights.map(() => 1n) : weights
  const divisor = weightSum === 0n ? BigInt(weights.length) : weightSum
  const lines = used.map((weight, index) => {
    const exact = units * weight
    return { index, share: exact / divisor, remainder: exact % divisor }
  })
  const left = units - lines.reduce((total, line) => total + line.share, 0n)
  const byRemainder = lines.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  const raised = new Set(byRemainder.slice(0, Number(left)).map((line) => line.index))
  return lines.map((line) => (raised.has(line.index) ? line.share + 1n : line.share))
}

/**
 * The share that one part of a paid total (a commission, a vendor's part) has in the next partial
 * refund. It is a difference of rounded running totals, so any sequence of refunds that ends at the
 * total gives back exactly the part, and no step goes backwards.
 */
export function cumulativeShare(refund: {
  /** What was paid. */
  readonly total: Money
  /** What was given back before. */
  readonly refundedBefore: Money
  /** What is given back now. */
  readonly refund: Money
  /** The part of the total whose share is asked for. */
  readonly part: Money
}): Money {
  const { total, refundedBefore, part } = refund
  for (const money of [refundedBefore, refund.refund, part]) assertSameCurrency(total, money)
  const after = refundedBefore.amount + refund.refund.amount
  if (refundedBefore.amount < 0n || refund.refund.amount < 0n || after > total.amount) {
    throw new RangeError(`refunds of ${after} ${total.currency} do not lie within ${total.amount}`)
  }
  if (total.amount === 0n) return zero(total.currency)
  const shareOf = (amount: bigint) => divideRounded(part.amount * amount, total.amount, 'half-up')
  return { amount: shareOf(after) - shareOf(refundedBefore.amount), currency: total.currency }
}

/**
 * Splits the next partial amount over parts of which some was taken before. The shares add up to the
 * amount, none exceeds what is left of its part, and when everything is taken each part is taken exactly.
 * It weighs by what is left, because a difference of two largest-remainder splits can be negative.
 */
export function allocateCumulative(refund: {
  readonly parts: readonly Money[]
  /** What was taken of each part before, in the order of the parts. */
  readonly takenBefore: readonly Money[]
  readonly amount: Money
}): Money[] {
  const { parts, takenBefore, amount } = refund
  if (parts.length !== takenBefore.length) throw new RangeError('each part needs what was taken of it before')
  const left = parts.map((part, index) => subtract(part, takenBefore[index] ?? zero(part.currency)))
  const leftSum = sum(left, amount.currency)
  const isTakenWrong = takenBefore.some((taken) => taken.amount < 0n) || left.some((part) => part.amount < 0n)
  if (isTakenWrong || amount.amount < 0n || amount.amount > leftSum.amount) {
    throw new RangeError(`${amount.amount} ${amount.currency} does not lie within what is left`)
  }
  return allocate(
    amount,
    left.map((part) => part.amount),
  )
}
