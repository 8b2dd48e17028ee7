import { allocate, type Currency, divideRounded } from '@rialto/money'
import { type Line, payable } from './lines.ts'
import { type Parcel, shippingPaid } from './shipping.ts'

const ppmOfWhole = 1_000_000n

type Amount = { amount: number; currency: string }

export type PromotionFact = {
  code: string
  kind: 'percent' | 'fixed' | 'free_shipping'
  ratePpm: number | null
  amounts: readonly Amount[]
  minimums: readonly Amount[]
  fundedBy: 'vendor' | 'platform'
  vendorId: string | null
  categoryIds: readonly string[]
  perPersonMax: number | null
  totalMax: number | null
  startsAt: string | null
  endsAt: string | null
}

type RefusedReason =
  | 'unknown'
  | 'not_started'
  | 'expired'
  | 'minimum_not_met'
  | 'not_for_these_products'
  | 'other_currency'

export type CodeResult =
  | { code: string; state: 'applied'; reason: null; discount: bigint; promotion: PromotionFact }
  | { code: string; state: 'refused'; reason: RefusedReason; discount: bigint; promotion: null }

export type Basket = {
  readonly currency: Currency
  readonly step: bigint
  readonly lines: readonly Line[]
  readonly parcels: readonly Parcel[]
  readonly now: Date
}

/** Codes are the same in any case, and with blanks around them. */
export function normaliseCode(code: string): string {
  return code.trim().toUpperCase()
}

/**
 * Applies codes in the order given, each to what the ones before it left: together they never take more than the goods
 * cost. Discounts are noted on the lines, waived shipping on the parcels.
 */
export function applyCodes(
  codes: readonly string[],
  promotions: readonly PromotionFact[],
  basket: Basket,
): CodeResult[] {
  const known = new Map(promotions.map((promotion) => [promotion.code, promotion]))
  return [...new Set(codes.map(normaliseCode))].map((code) => {
    const promotion = known.get(code)
    if (!promotion) return refused(code, 'unknown')
    const lines = eligibleLines(promotion, basket.lines)
    const reason = whyNot(promotion, lines, basket)
    if (reason) return refused(code, reason)
    const discount =
      promotion.kind === 'free_shipping'
        ? waiveShipping(promotion, lines, basket)
        : discountLines(promotion, lines, basket)
    // A use that gives nothing is not counted against the code.
    if (discount === 0n) return refused(code, 'not_for_these_products')
    return { code, state: 'applied', reason: null, discount, promotion }
  })
}

function eligibleLines(promotion: PromotionFact, lines: readonly Line[]): Line[] {
  return lines.filter((line) => {
    if (promotion.vendorId !== null && line.vendorId !== promotion.vendorId) return false
    return (
      promotion.categoryIds.length === 0 ||
      promotion.categoryIds.some((one) => line.categoryIds.includes(one))
    )
  })
}

function whyNot(promotion: PromotionFact, lines: readonly Line[], basket: Basket): RefusedReason | null {
  const now = basket.now.getTime()
  if (promotion.startsAt !== null && now < Date.parse(promotion.startsAt)) return 'not_started'
  if (promotion.endsAt !== null && now >= Date.parse(promotion.endsAt)) return 'expired'
  if (promotion.kind === 'fixed' && !inCurrency(promotion.amounts, basket.currency)) return 'other_currency'
  const minimum = inCurrency(promotion.minimums, basket.currency)
  if (promotion.minimums.length > 0 && !minimum) return 'other_currency'
  if (lines.length === 0) return 'not_for_these_products'
  const worth = lines.reduce((sum, line) => sum + line.subtotal, 0n)
  return minimum && worth < BigInt(minimum.amount) ? 'minimum_not_met' : null
}

/** By price weight with the largest remainder: parts sum to the discount, and no line goes below zero. */
function discountLines(promotion: PromotionFact, lines: readonly Line[], basket: Basket): bigint {
  const { currency, step } = basket
  const left = lines.reduce((sum, line) => sum + payable(line), 0n)
  const total = discountOf(promotion, left, basket)
  const shares = allocate({ amount: total, currency }, lines.map(payable), step)
  for (const [index, line] of lines.entries()) {
    const share = shares[index]?.amount ?? 0n
    line.discount += share
    if (promotion.fundedBy === 'platform') line.discountByPlatform += share
  }
  return total
}

function discountOf(promotion: PromotionFact, left: bigint, basket: Basket): bigint {
  if (promotion.kind === 'fixed') {
    const wanted = BigInt(inCurrency(promotion.amounts, basket.currency)?.amount ?? 0)
    return wanted > left ? left : wanted
  }
  // Rounded once, to steps that a card can pay.
  const rate = BigInt(promotion.ratePpm ?? 0)
  return divideRounded(left * rate, ppmOfWhole * basket.step, 'half-up') * basket.step
}

/** The shipping of vendors that have at least one of the products is waived as a whole. */
function waiveShipping(promotion: PromotionFact, lines: readonly Line[], basket: Basket): bigint {
  const vendorIds = new Set(lines.map((line) => line.vendorId))
  let waived = 0n
  for (const parcel of basket.parcels) {
    if (!vendorIds.has(parcel.vendorId)) continue
    const amount = shippingPaid(parcel)
    parcel.waived += amount
    if (promotion.fundedBy === 'platform') parcel.waivedByPlatform += amount
    waived += amount
  }
  return waived
}

/** What the hold must count for the codes that apply (spine 3). */
export function limitsOf(results: readonly CodeResult[], personKey: string) {
  return results.flatMap(({ promotion }) => {
    if (!promotion) return []
    const scope = `promo:${promotion.code}`
    return [
      { subject: 'total', max: promotion.totalMax },
      { subject: personKey, max: promotion.perPersonMax },
    ].flatMap(({ subject, max }) => (max === null ? [] : [{ scope, subject, quantity: 1, max }]))
  })
}

function inCurrency(amounts: readonly Amount[], currency: string): Amount | undefined {
  return amounts.find((one) => one.currency === currency)
}

function refused(code: string, reason: RefusedReason): CodeResult {
  return { code, state: 'refused', reason, discount: 0n, promotion: null }
}
