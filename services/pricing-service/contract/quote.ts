import { endpoint, id, nullable, oneOf, quantity, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { country, currency, minorUnits, sku } from './amounts.ts'
import { localNames } from './names.ts'

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
  localNames: Type.Optional(localNames),
  price: minorUnits(),
  daysMin: Type.Integer(),
  daysMax: Type.Integer(),
})

export const quoteVendor = struct({
  vendorId: id(),
  /** The chosen method, else the cheapest. Null when the vendor does not ship this to there in this currency. */
  shippingMethodId: nullable(id()),
  shippingOptions: Type.Array(shippingOption, { description: 'Cheapest first, before promotions' }),
  shipping: minorUnits('After free-shipping promotions'),
  shippingTax: minorUnits(),
  shippingTaxIncluded: minorUnits(),
  subtotal: minorUnits(),
  discounts: minorUnits(),
  discountsByPlatform: minorUnits('What the marketplace pays of discounts, and of shipping that is waived'),
  taxes: minorUnits('Lines and shipping, added on top'),
  taxIncluded: minorUnits(),
  total: minorUnits(),
})

/** Codes are compared in upper case. They apply in the order given, each to what the ones before it left. */
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
  discount: minorUnits('For free shipping: the shipping that is waived, which `discounts` does not hold'),
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
    country,
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
  refusals: { BASKET_TOO_LARGE: 422 },
})
