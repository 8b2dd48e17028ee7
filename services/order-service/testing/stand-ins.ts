import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { feature, newId, ok, type Service, service } from '@rialto/core'
import { getReadiness, stopPayment } from '@rialto/payment-service/contract'
import { makeQuote } from '@rialto/pricing-service/contract'
import { findVariants } from '@rialto/product-service/contract'
import { findAgreements, findVendors, getVendor } from '@rialto/vendor-service/contract'

export type Goods = {
  sku: string
  variantId: string
  productId: string
  vendorId: string
  price: number
  status: 'active' | 'archived'
  categoryIds: string[]
}

type Limit = { scope: string; subject: string; quantity: number; max: number }

/** What the services around an order would know. Tests change it; the stand-ins read it. */
export type Books = {
  goods: Map<string, Goods>
  /** Promotion codes with the uses that are left in all; each takes one cent off. */
  codes: Map<string, number>
  vendorsWithTerms: Set<string>
  shippingPrice: number
  areProviderQueuesFull: boolean
  stopOutcome: 'stopped' | 'captured' | 'unknown'
  stops: string[]
  quoteValidSeconds: number
  returnDays: number
}

export function emptyBooks(): Books {
  return {
    goods: new Map(),
    codes: new Map(),
    vendorsWithTerms: new Set(),
    shippingPrice: 500,
    areProviderQueuesFull: false,
    stopOutcome: 'stopped',
    stops: [],
    quoteValidSeconds: 600,
    returnDays: 30,
  }
}

/** The services around order-service and inventory-service, as far as their contracts go. */
export function standIns(books: Books): Service[] {
  const directory = fileURLToPath(new URL('.', import.meta.url))
  const catalogue = feature(findVariants, async ({ skus, variantIds }) =>
    ok({
      items: [...books.goods.values()]
        .filter((one) => skus.includes(one.sku) || variantIds.includes(one.variantId))
        .map(({ price: _price, ...one }) => ({
          ...one,
          slug: one.sku.toLowerCase(),
          title: { en: `The ${one.sku}`, de: `Das ${one.sku}` },
          options: { size: 'M' },
          localOptions: { de: { Größe: 'Mittel' } },
          image: null,
          weightGrams: 100,
          taxClass: 'standard' as const,
        })),
    }),
  )
  const pricing = feature(makeQuote, async (basket) => ok(quoteOf(books, basket)))
  const readiness = feature(getReadiness, async () =>
    ok({ configured: true, backlogSeconds: 0, busy: books.areProviderQueuesFull }),
  )
  const stop = feature(stopPayment, async ({ orderId }) => {
    books.stops.push(orderId)
    return ok({ outcome: books.stopOutcome })
  })
  return [
    service({ name: 'product-service', directory, features: [catalogue] }),
    service({ name: 'pricing-service', directory, features: [pricing] }),
    service({ name: 'vendor-service', directory, features: vendorFeatures(books) }),
    service({ name: 'payment-service', directory, features: [readiness, stop] }),
  ]
}

/** What vendors are asked for: their terms, their names, and their days for returns. */
function vendorFeatures(books: Books) {
  const terms = feature(findAgreements, async ({ vendorIds }) =>
    ok({
      items: vendorIds
        .filter((vendorId) => books.vendorsWithTerms.has(vendorId))
        .map((vendorId) => ({
          agreementId: newId(),
          vendorId,
          commissions: [{ categoryId: null, ratePpm: 100_000 }],
          fixed: [],
          feeTaxPpm: 190_000,
        })),
    }),
  )
  const vendors = feature(findVendors, async ({ vendorIds }) =>
    ok({
      items: vendorIds.map((vendorId) => ({
        vendorId,
        slug: 'v',
        name: 'A vendor',
        country: 'IT',
        status: 'active' as const,
      })),
    }),
  )
  const vendor = feature(getVendor, async ({ slugOrId }) =>
    ok({
      vendorId: slugOrId,
      slug: 'v',
      name: 'A vendor',
      country: 'IT',
      tagline: { en: '' },
      story: { en: '' },
      returnDays: books.returnDays,
      shipsFrom: 'IT',
      status: 'active' as const,
      version: 1,
    }),
  )
  return [terms, vendors, vendor]
}

type Basket = NonNullable<(typeof makeQuote)['types']>['input']
type Quote = NonNullable<(typeof makeQuote)['types']>['output']

function quoteOf(books: Books, basket: Basket): Quote {
  const applied = basket.codes.filter((code) => books.codes.has(code))
  const lines = linesOf(books, basket, applied.length)
  const vendors = vendorsOf(books, lines)
  const totals = totalsOf(vendors, basket.currency)
  const limits: Limit[] = applied.map((code) => ({
    scope: `code:${code}`,
    subject: 'all',
    quantity: 1,
    max: books.codes.get(code) ?? 0,
  }))
  return {
    quoteId: newId(),
    digest: createHash('sha256')
      .update(JSON.stringify([lines, totals, limits]))
      .digest('base64url'),
    validSeconds: books.quoteValidSeconds,
    lines,
    vendors,
    codes: basket.codes.map((code) => {
      const isApplied = applied.includes(code)
      return { code, ...(isApplied ? appliedCode : refusedCode) }
    }),
    limits,
    totals,
    unpriced: [],
  }
}

const appliedCode = { state: 'applied' as const, reason: null, discount: 1 }
const refusedCode = { state: 'refused' as const, reason: 'unknown' as const, discount: 0 }

function linesOf(books: Books, basket: Basket, discountOfFirst: number): Quote['lines'] {
  return basket.lines.map(({ lineId, sku, vendorId, quantity }, index) => {
    const unitPrice = books.goods.get(sku)?.price ?? 0
    const subtotal = unitPrice * quantity
    const discount = index === 0 ? discountOfFirst : 0
    const tax = { taxRatePpm: 0, tax: 0, taxIncluded: 0 }
    const what = { lineId, sku, vendorId, quantity, unitPrice, listPrice: unitPrice }
    return { ...what, ...tax, subtotal, discount, discountByPlatform: discount, total: subtotal - discount }
  })
}

function vendorsOf(books: Books, lines: Quote['lines']): Quote['vendors'] {
  return [...new Set(lines.map((line) => line.vendorId))].map((vendorId) => {
    const own = lines.filter((line) => line.vendorId === vendorId)
    const subtotal = own.reduce((sum, line) => sum + line.subtotal, 0)
    const discounts = own.reduce((sum, line) => sum + line.discount, 0)
    const shipping = books.shippingPrice
    const names = { name: 'Parcel', localNames: { de: 'Paket' } }
    const parcel = { methodId: newId(0), ...names, price: shipping, daysMin: 2, daysMax: 4 }
    return {
      vendorId,
      shippingMethodId: parcel.methodId,
      shippingOptions: [parcel],
      shipping,
      shippingTax: 0,
      shippingTaxIncluded: 0,
      subtotal,
      discounts,
      discountsByPlatform: discounts,
      taxes: 0,
      taxIncluded: 0,
      total: subtotal - discounts + shipping,
    }
  })
}

function totalsOf(vendors: Quote['vendors'], currency: string): Quote['totals'] {
  const sum = (field: 'subtotal' | 'shipping' | 'discounts' | 'total') =>
    vendors.reduce((all, vendor) => all + vendor[field], 0)
  return {
    subtotal: sum('subtotal'),
    shipping: sum('shipping'),
    taxes: 0,
    taxIncluded: 0,
    discounts: sum('discounts'),
    total: sum('total'),
    currency,
  }
}
