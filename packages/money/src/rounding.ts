/**
 * How a fraction of a minor unit is decided. All four are symmetric around zero, so that a refund
 * is exactly the negative of its charge: `down` is towards zero, `up` is away from it.
 */
export type Rounding = 'half-even' | 'half-up' | 'down' | 'up'

/** Divides by a positive number and rounds once. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator <= 0n) throw new RangeError('a denominator must be positive')
  const magnitude = numerator < 0n ? -numerator : numerator
  const quotient = magnitude / denominator
  const doubledRest = (magnitude % denominator) * 2n
  const isUp = doubledRest > 0n && roundsUp({ quotient, doubledRest, denominator }, rounding)
  const rounded = isUp ? quotient + 1n : quotient
  return numerator < 0n ? -rounded : rounded
}

function roundsUp(
  division: { quotient: bigint; doubledRest: bigint; denominator: bigint },
  rounding: Rounding,
): boolean {
  const { quotient, doubledRest, denominator } = division
  switch (rounding) {
    case 'up':
      return true
    case 'down':
      return false
    case 'half-up':
      return doubledRest >= denominator
    case 'half-even':
      return doubledRest > denominator || (doubledRest === denominator && quotient % 2n === 1n)
  }
}
