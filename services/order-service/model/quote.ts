import type { quoteCart } from '../contract.ts'

/** The quote of pricing-service, as our own contract gives it on. */
export type Quote = NonNullable<(typeof quoteCart)['types']>['output']['quote']
export type Totals = Quote['totals']

/** What an order remembers of a product: as it was shown when it was bought. */
export type LineFacts = {
  readonly lineId: string
  readonly sku: string
  readonly productId: string
  readonly vendorId: string
  readonly slug: string
  readonly title: string
  readonly options: Record<string, string>
  readonly image: string | null
  /** The drop whose units these are; without it they are of normal sale. */
  readonly dropId?: string
  /** Nearest first; the commission of the nearest that has one counts. */
  readonly categoryIds: readonly string[]
}

/** A quote with what its lines are: frozen into the order as it stands. */
export type QuoteDocument = { readonly quote: Quote; readonly items: readonly LineFacts[] }

/** Why a quote cannot be ordered although its digest is right; null when it can. */
export function orderProblem(quote: Quote): 'PRODUCT_NOT_AVAILABLE' | 'SHIPPING_MISSING' | null {
  if (quote.unpriced.length > 0 || quote.lines.length === 0) return 'PRODUCT_NOT_AVAILABLE'
  return quote.vendors.some((vendor) => vendor.shippingMethodId === null) ? 'SHIPPING_MISSING' : null
}
