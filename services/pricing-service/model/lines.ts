import type { makeQuote } from '../contract.ts'

export type QuoteRequest = NonNullable<(typeof makeQuote)['types']>['input']

/** The present price of a SKU: `sale` is the lowest reduced price that runs, if any does. */
export type PriceFact = { sku: string; base: number; sale: number | null; version: number }

/** A line while the quote is made. All amounts are minor units of the basket's currency. */
export type Line = {
  /** Where the request has it. */
  readonly position: number
  readonly lineId: string
  readonly sku: string
  readonly vendorId: string
  readonly categoryIds: readonly string[]
  readonly taxClass: 'standard' | 'reduced' | 'zero'
  readonly weightGrams: number
  readonly quantity: number
  readonly listPrice: bigint
  readonly unitPrice: bigint
  readonly priceVersion: number
  readonly subtotal: bigint
  discount: bigint
  discountByPlatform: bigint
}

/**
 * Prices the lines of a request, sorted by line id: what is split over lines gives its left-over units in this order,
 * so the result does not depend on how the basket was listed.
 */
export function priceLines(
  request: QuoteRequest,
  facts: readonly PriceFact[],
): { lines: Line[]; unpriced: string[] } {
  const known = new Map(facts.map((fact) => [fact.sku, fact]))
  const unpriced = new Set<string>()
  const lines: Line[] = []
  for (const [position, wanted] of request.lines.entries()) {
    const fact = known.get(wanted.sku)
    if (!fact) {
      unpriced.add(wanted.sku)
      continue
    }
    const listPrice = BigInt(fact.base)
    const unitPrice = fact.sale !== null && fact.sale < fact.base ? BigInt(fact.sale) : listPrice
    lines.push({
      ...wanted,
      position,
      listPrice,
      unitPrice,
      priceVersion: fact.version,
      subtotal: unitPrice * BigInt(wanted.quantity),
      discount: 0n,
      discountByPlatform: 0n,
    })
  }
  lines.sort((left, right) =>
    left.lineId === right.lineId ? left.position - right.position : left.lineId < right.lineId ? -1 : 1,
  )
  return { lines, unpriced: [...unpriced] }
}

/** What the shopper pays for the goods of a line, before tax on top. */
export function payable(line: Line): bigint {
  return line.subtotal - line.discount
}
