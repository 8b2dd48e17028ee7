import { endpoint, eventType, id, nullable, oneOf, quantity, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'

const sku = () => text(100)
export const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })
/** Minor units of the currency that stands beside it. */
export const minorUnits = (description?: string) =>
  Type.Integer({
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    ...(description ? { description } : {}),
  })

/** Totals as requirement 002.30 names them: total = subtotal + shipping + taxes - discounts. */
export const totals = struct({
  subtotal: minorUnits(),
  shipping: minorUnits(),
  taxes: minorUnits('Tax added on top; tax inside prices stands in taxIncluded'),
  taxIncluded: minorUnits('Tax that the prices contain already'),
  discounts: minorUnits(),
  total: minorUnits(),
  currency,
})

export const quoteLine = struct({
  lineId: id(),
  sku: sku(),
  vendorId: id(),
  quantity: quantity(),
  unitPrice: minorUnits(),
  listPrice: minorUnits('The price before a sale; equal to unitPrice without one'),
  subtotal: minorUnits('unitPrice × quantity'),
  discount: minorUnits(),
  discountByPlatform: minorUnits('The part of the discount that the marketplace pays'),
  taxRatePpm: Type.Integer({ description: 'Tax rate in millionths' }),
  tax: minorUnits('Added on top'),
  taxIncluded: minorUnits(),
  total: minorUnits('subtotal - discount + tax'),
})

export const shippingOption = struct({
  methodId: id(),
  name: text(120),
  price: minorUnits(),
  daysMin: Type.Integer(),
  daysMax: Type.Integer(),
})

export const quoteVendor = struct({
  vendorId: id(),
  shippingMethodId: nullable(id()),
  shippingOptions: Type.Array(shippingOption),
  shipping: minorUnits('After free-shipping promotions'),
  shippingTax: minorUnits(),
  shippingTaxIncluded: minorUnits(),
  subtotal: minorUnits(),
  discounts: minorUnits(),
  discountsByPlatform: minorUnits(),
  taxes: minorUnits('Lines and shipping, added on top'),
  taxIncluded: minorUnits(),
  total: minorUnits(),
})

export const quoteCode = struct({
  code: text(40),
  state: oneOf(['applied', 'refused']),
  reason: nullable(
    oneOf([
      'unknown',
      'not_started',
      'expired',
      'minimum_not_met',
      'not_for_these_products',
      'other_currency',
    ]),
  ),
  discount: minorUnits(),
})

/**
 * Prices, taxes, shipping and discounts of one basket at one moment. Pricing computes it and keeps nothing; order-service
 * keeps it with the cart and honours it for `validSeconds`, even if lists change.
 */
export const quote = struct({
  quoteId: id(),
  digest: Type.String({
    description: 'SHA-256 over lines, price versions, tax version and totals, base64url',
  }),
  validSeconds: Type.Integer({ minimum: 1 }),
  lines: Type.Array(quoteLine),
  vendors: Type.Array(quoteVendor),
  codes: Type.Array(quoteCode),
  /** What the hold must count: uses of codes, in total and for each person. */
  limits: Type.Array(
    struct({ scope: text(120), subject: text(120), quantity: quantity(), max: quantity(0) }),
  ),
  totals,
  /** Lines that have no price in this currency: they cannot be bought. */
  unpriced: Type.Array(sku()),
})

export const makeQuote = endpoint({
  name: 'pricing.make_quote',
  summary: 'Computes what a basket costs',
  method: 'POST',
  path: '/internal/pricing/quotes',
  exposure: 'internal',
  permission: 'pricing.quote',
  input: struct({
    currency,
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    region: nullable(text(80)),
    /** A pseudonym of the person, for limits for each person: the hash of user or contact id. */
    personKey: text(64),
    codes: Type.Array(text(40), { maxItems: 5 }),
    shipping: Type.Array(struct({ vendorId: id(), methodId: id() }), { maxItems: 50 }),
    lines: Type.Array(
      struct({
        lineId: id(),
        sku: sku(),
        productId: id(),
        vendorId: id(),
        categoryIds: Type.Array(id()),
        taxClass: oneOf(['standard', 'reduced', 'zero']),
        weightGrams: Type.Integer({ minimum: 0 }),
        quantity: quantity(),
      }),
      { minItems: 1, maxItems: 100 },
    ),
  }),
  reply: quote,
  retry: 'safe',
})

export const setPrices = endpoint({
  name: 'pricing.set_prices',
  summary: 'Sets the prices of many SKUs, as an import gives them; what is equal already is left alone',
  method: 'POST',
  path: '/internal/pricing/prices',
  exposure: 'internal',
  permission: 'pricing.change_prices',
  input: struct({
    entries: Type.Array(
      struct({
        sku: sku(),
        productId: id(),
        vendorId: id(),
        prices: Type.Array(
          struct({ amount: minorUnits(), currency, compareAtAmount: Type.Optional(minorUnits()) }),
          { maxItems: 20 },
        ),
      }),
      { maxItems: 2_000 },
    ),
  }),
  reply: struct({ changed: Type.Integer() }),
  retry: 'keyed',
  deadlineMs: 10_000,
})

export const skuPrice = struct({
  sku: sku(),
  basePrice: minorUnits(),
  salePrice: nullable(minorUnits()),
  saleUntil: nullable(timestamp()),
  lowest30Days: nullable(minorUnits('The lowest price of the last 30 days before the sale')),
  currency,
})

export const findPrices = endpoint({
  name: 'pricing.find_prices',
  summary: 'Present prices of SKUs in one currency; unpriced ones are left out',
  method: 'POST',
  path: '/internal/pricing/prices/find',
  exposure: 'internal',
  permission: 'pricing.quote',
  input: struct({ skus: Type.Array(sku(), { maxItems: 500 }), currency: Type.Optional(currency) }),
  reply: struct({ items: Type.Array(skuPrice) }),
  retry: 'safe',
})

export const priceChanged = eventType({
  type: 'pricing.price_changed',
  summary: 'The price of a SKU changed in some currency',
  data: struct({ sku: sku(), productId: id(), vendorId: id() }),
})
