import { currencyOf, unitsOf } from '@rialto/money'
import { type Line, type PriceFact, payable, priceLines, type QuoteRequest } from './lines.ts'
import { applyCodes, type CodeResult, limitsOf, type PromotionFact } from './promotions.ts'
import {
  type Parcel,
  packParcels,
  type RateFact,
  type RateOfLine,
  shippingPaid,
  taxShipping,
} from './shipping.ts'
import { rateFor, type TaxTable, taxInside, taxOnTop } from './taxes.ts'

/** Everything that a quote depends on besides the request. */
export type QuoteFacts = {
  readonly prices: readonly PriceFact[]
  readonly rates: readonly RateFact[]
  readonly promotions: readonly PromotionFact[]
  readonly taxes: TaxTable
  readonly now: Date
}

// Taxes at most double it, and all sums still are safe integers.
const basketMax = 2n ** 52n

type LineTax = { added: bigint; included: bigint }
type TaxedLine = { line: Line; rate: RateOfLine; tax: LineTax }

/** Computes a quote without its id and digest; null when its amounts are beyond what can be counted exactly. */
export function computeQuote(request: QuoteRequest, facts: QuoteFacts) {
  const currency = currencyOf(request.currency)
  const { step } = unitsOf(currency)
  const { lines, unpriced } = priceLines(request, facts.prices)
  const parcels = packParcels(request, lines, facts.rates)
  const worth = sum(lines, (line) => line.subtotal) + sum(parcels, (one) => one.chosen?.price ?? 0n)
  if (worth > basketMax) return null

  const basket = { currency, step, lines, parcels, now: facts.now }
  const results = applyCodes(request.codes, facts.promotions, basket)
  const taxed = taxLines(lines, { request, facts, step })
  const rates = new Map(taxed.map(({ line, rate }) => [line, rate]))
  const vendors = parcels.map((parcel) => {
    const own = taxed.filter(({ line }) => line.vendorId === parcel.vendorId)
    return vendorOf(parcel, own, taxShipping(parcel, rates, { currency, step }))
  })
  return {
    lines: taxed.toSorted((left, right) => left.line.position - right.line.position).map(lineOf),
    vendors,
    codes: results.map(codeOf),
    limits: limitsOf(results, request.personKey),
    totals: totalsOf(vendors, request.currency),
    unpriced,
    /** Of each priced line, by line id: part of the digest. */
    priceVersions: lines.map((line) => [line.lineId, line.priceVersion] as const),
    taxRevision: facts.taxes.revision,
  }
}

export type ComputedQuote = NonNullable<ReturnType<typeof computeQuote>>

/**
 * What the digest is made of, always in the same order: lines, price versions, tax table, totals. What the shopper did
 * not choose (other ways of shipping, refused codes) is no part of it.
 */
export function digestText(quote: ComputedQuote): string {
  return JSON.stringify([
    quote.lines.toSorted((left, right) => compareText(left.lineId, right.lineId)).map(Object.values),
    quote.priceVersions,
    quote.taxRevision,
    quote.vendors
      .map(({ shippingOptions: _options, ...vendor }) => Object.values(vendor))
      .toSorted((left, right) => compareText(String(left[0]), String(right[0]))),
    quote.codes.filter((code) => code.state === 'applied').map(({ code, discount }) => [code, discount]),
    Object.values(quote.totals),
  ])
}

function taxLines(
  lines: readonly Line[],
  given: { request: QuoteRequest; facts: QuoteFacts; step: bigint },
): TaxedLine[] {
  const { request, facts, step } = given
  const day = facts.now.toISOString().slice(0, 10)
  return lines.map((line) => {
    const { country, region } = request
    const rate = rateFor(facts.taxes, { country, region, taxClass: line.taxClass }, day)
    const tax = rate.inclusive
      ? { added: 0n, included: taxInside(payable(line), rate.ratePpm) }
      : { added: taxOnTop(payable(line), rate.ratePpm, step), included: 0n }
    return { line, rate, tax }
  })
}

function lineOf({ line, rate, tax }: TaxedLine) {
  return {
    lineId: line.lineId,
    sku: line.sku,
    vendorId: line.vendorId,
    quantity: line.quantity,
    unitPrice: Number(line.unitPrice),
    listPrice: Number(line.listPrice),
    subtotal: Number(line.subtotal),
    discount: Number(line.discount),
    discountByPlatform: Number(line.discountByPlatform),
    taxRatePpm: rate.ratePpm,
    tax: Number(tax.added),
    taxIncluded: Number(tax.included),
    total: Number(payable(line) + tax.added),
  }
}

function vendorOf(parcel: Parcel, taxed: readonly TaxedLine[], shippingTax: LineTax) {
  const shipping = shippingPaid(parcel)
  const subtotal = sum(taxed, ({ line }) => line.subtotal)
  const discounts = sum(taxed, ({ line }) => line.discount)
  const byPlatform = sum(taxed, ({ line }) => line.discountByPlatform) + parcel.waivedByPlatform
  const taxes = sum(taxed, ({ tax }) => tax.added) + shippingTax.added
  return {
    vendorId: parcel.vendorId,
    shippingMethodId: parcel.chosen?.methodId ?? null,
    shippingOptions: parcel.options.map((option) => ({ ...option, price: Number(option.price) })),
    shipping: Number(shipping),
    shippingTax: Number(shippingTax.added),
    shippingTaxIncluded: Number(shippingTax.included),
    subtotal: Number(subtotal),
    discounts: Number(discounts),
    discountsByPlatform: Number(byPlatform),
    taxes: Number(taxes),
    taxIncluded: Number(sum(taxed, ({ tax }) => tax.included) + shippingTax.included),
    total: Number(subtotal + shipping + taxes - discounts),
  }
}

function totalsOf(vendors: readonly ReturnType<typeof vendorOf>[], currency: string) {
  const totals = { subtotal: 0, shipping: 0, taxes: 0, taxIncluded: 0, discounts: 0, total: 0 }
  for (const vendor of vendors) {
    totals.subtotal += vendor.subtotal
    totals.shipping += vendor.shipping
    totals.taxes += vendor.taxes
    totals.taxIncluded += vendor.taxIncluded
    totals.discounts += vendor.discounts
    totals.total += vendor.total
  }
  return { ...totals, currency }
}

function codeOf({ code, state, reason, discount }: CodeResult) {
  return { code, state, reason, discount: Number(discount) }
}

function sum<T>(list: readonly T[], amountOf: (one: T) => bigint): bigint {
  let total = 0n
  for (const one of list) total += amountOf(one)
  return total
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
