import { endpoint, eventType, id, nullable, page, pageQuery, struct, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { currency, minorUnits, price, priceMax, sku } from './amounts.ts'

const amount = (description?: string) =>
  Type.Integer({ minimum: 0, maximum: priceMax, ...(description ? { description } : {}) })

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
        /** An amount that no card can pay exactly (a third decimal in KWD) is set to the nearest that one can. */
        prices: Type.Array(
          struct({
            amount: amount(),
            currency,
            compareAtAmount: Type.Optional(amount('The price before a reduction that runs now')),
          }),
          { maxItems: 20 },
        ),
      }),
      { maxItems: 2_000 },
    ),
  }),
  reply: struct({ changed: Type.Integer({ description: 'Prices that are new or other than before' }) }),
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
  summary: 'Present prices of SKUs in one currency, or in all; unpriced ones are left out',
  method: 'POST',
  path: '/internal/pricing/prices/find',
  exposure: 'internal',
  permission: 'pricing.quote',
  input: struct({ skus: Type.Array(sku(), { maxItems: 500 }), currency: Type.Optional(currency) }),
  reply: struct({ items: Type.Array(skuPrice) }),
  retry: 'safe',
})

const listedPrice = struct({
  sku: sku(),
  currency,
  basePrice: minorUnits('The price without any sale'),
  salePrice: nullable(minorUnits('The lower price that is asked now')),
  saleUntil: nullable(timestamp()),
  lowest30Days: nullable(minorUnits('The lowest price of the 30 days before the sale')),
  version: Type.Integer({ description: 'Counts the changes of this price' }),
})

export const getPrices = endpoint({
  name: 'pricing.get_prices',
  summary: 'What a SKU costs now, in one currency or in all it is sold in',
  method: 'GET',
  path: '/api/pricing/prices',
  permission: 'anyone',
  input: struct({ sku: sku(), currency: Type.Optional(currency) }),
  reply: struct({ items: Type.Array(listedPrice) }),
})

export const historyDaysMax = 366
const historyDaysDefault = 90

export const getPriceHistory = endpoint({
  name: 'pricing.get_price_history',
  summary: 'What was asked for a SKU in one currency over the last days, oldest first',
  method: 'GET',
  path: '/api/pricing/prices/history',
  permission: 'anyone',
  input: struct({
    sku: sku(),
    currency,
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: historyDaysMax, default: historyDaysDefault })),
  }),
  reply: struct({
    items: Type.Array(
      struct({
        amount: minorUnits('What was asked, with any sale'),
        basePrice: minorUnits('The price without any sale'),
        from: timestamp('At the earliest the first of the days asked for'),
        until: nullable(timestamp('Null for what is asked now')),
      }),
      { description: 'Spans without a gap; empty where the SKU has no price in this currency' },
    ),
  }),
})

export const listPrices = endpoint({
  name: 'pricing.list_prices',
  summary: 'The price list by SKU and currency; a vendor sees its own',
  method: 'GET',
  path: '/api/vendor/prices',
  permission: 'pricing.read_prices',
  input: struct({ ...pageQuery, sku: Type.Optional(sku()) }),
  reply: page(listedPrice),
})

export const changePrice = endpoint({
  name: 'pricing.change_price',
  summary: 'Sets the price of one SKU in one currency',
  method: 'PUT',
  path: '/api/vendor/prices',
  permission: 'pricing.change_prices',
  input: struct({
    sku: sku(),
    price,
    compareAtAmount: Type.Optional(
      amount('The price before a reduction; then `price` is what is asked until it is changed again'),
    ),
    version: Type.Integer({ minimum: 0, description: 'The version that was seen; 0 where none is yet' }),
  }),
  reply: listedPrice,
  refusals: { SKU_NOT_FOUND: 404 },
})

export const priceChanged = eventType({
  type: 'pricing.price_changed',
  summary: 'The price of a SKU changed in some currency',
  data: struct({ sku: sku(), productId: id(), vendorId: id() }),
})
