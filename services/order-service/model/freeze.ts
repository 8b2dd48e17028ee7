import { type Currency, currencyOf, divideRounded, taxFromGross } from '@rialto/money'
import type { LineFacts, Quote, QuoteDocument } from './quote.ts'

/** The terms of a vendor, as vendor-service gives them. */
export type Terms = {
  readonly vendorId: string
  readonly commissions: readonly { categoryId: string | null; ratePpm: number }[]
  readonly fixed: readonly { amount: number; currency: string }[]
  readonly feeTaxPpm: number
}

/** One vendor's share of the money of an order, frozen when it is created. */
export type FrozenPart = {
  readonly vendorId: string
  readonly total: number
  readonly shipping: number
  readonly taxes: number
  readonly discountsByPlatform: number
  readonly commission: number
  readonly commissionTax: number
}

const ppmOfWhole = 1_000_000n

/** The vendors' parts of a quote with what the marketplace earns of each; undefined when a vendor has no terms. */
export function freezeParts(document: QuoteDocument, terms: readonly Terms[]): FrozenPart[] | undefined {
  const { quote, items } = document
  const facts = new Map(items.map((item) => [item.lineId, item]))
  const parts: FrozenPart[] = []
  for (const vendor of quote.vendors) {
    const own = terms.find((one) => one.vendorId === vendor.vendorId)
    if (!own) return undefined
    const lines = quote.lines.filter((line) => line.vendorId === vendor.vendorId)
    const commission = commissionOf({ quote, lines, facts, terms: own })
    parts.push({
      vendorId: vendor.vendorId,
      total: vendor.total,
      shipping: vendor.shipping,
      taxes: vendor.taxes + vendor.taxIncluded,
      discountsByPlatform: vendor.discountsByPlatform,
      commission: Number(commission),
      commissionTax: Number(share(commission, own.feeTaxPpm)),
    })
  }
  return parts
}

/**
 * The commission of a part: of each line's net price after the discounts that the vendor pays itself, rounded once for
 * each line, and the fixed part for the order. It never exceeds what the vendor earns: the rest is the vendor's.
 */
function commissionOf(parts: {
  quote: Quote
  lines: Quote['lines']
  facts: ReadonlyMap<string, LineFacts>
  terms: Terms
}): bigint {
  const currency = currencyOf(parts.quote.totals.currency)
  const nets = parts.lines.map((line) => vendorNet(line, currency, parts.quote.totals.taxIncluded > 0))
  const ofLines = parts.lines.reduce(
    (sum, line, index) => sum + share(nets[index] ?? 0n, rateOf(parts.terms, parts.facts.get(line.lineId))),
    0n,
  )
  const fixed = parts.terms.fixed.find((one) => one.currency === currency)?.amount ?? 0
  const wanted = ofLines + BigInt(fixed)
  const earned = nets.reduce((sum, net) => sum + net, 0n)
  return wanted < earned ? wanted : earned
}

/** What a vendor earns of a line before commission: without tax, and with the discounts that the marketplace pays. */
export function vendorNet(line: Quote['lines'][number], currency: Currency, isTaxIncluded: boolean): bigint {
  const paid = BigInt(line.subtotal) - BigInt(line.discount) - BigInt(line.taxIncluded)
  const byPlatform = { amount: BigInt(line.discountByPlatform), currency }
  const taxInside = isTaxIncluded ? taxFromGross(byPlatform, line.taxRatePpm, 'half-up').amount : 0n
  return paid + byPlatform.amount - taxInside
}

/** The rate of the nearest category that has one, else the rate for all others. */
function rateOf(terms: Terms, facts: LineFacts | undefined): number {
  for (const categoryId of facts?.categoryIds ?? []) {
    const own = terms.commissions.find((one) => one.categoryId === categoryId)
    if (own) return own.ratePpm
  }
  return terms.commissions.find((one) => one.categoryId === null)?.ratePpm ?? 0
}

function share(amount: bigint, ratePpm: number): bigint {
  return divideRounded(amount * BigInt(ratePpm), ppmOfWhole, 'half-up')
}
