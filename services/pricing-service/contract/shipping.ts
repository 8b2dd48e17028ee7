import { endpoint, id, nothing, nullable, page, pageQuery, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { country, currency, minorUnits, price, prices } from './amounts.ts'
import { localNames } from './names.ts'

const daysMax = 120
const gramsMax = 10_000_000

const days = Type.Integer({ minimum: 0, maximum: daysMax })
const countries = Type.Union([Type.Array(country, { minItems: 1, maxItems: 250 }), Type.Null()], {
  description: 'The zone; null is every country that no other rate of the vendor names',
})
const bands = Type.Array(
  struct({
    upToGrams: Type.Integer({
      minimum: 1,
      maximum: gramsMax,
      description: 'This weight still belongs to it',
    }),
    price,
  }),
  { minItems: 1, maxItems: 200, description: 'Price by weight and currency. Heavier than all: not offered' },
)

const freeFrom = Type.Array(prices.items, {
  maxItems: 20,
  description:
    'Worth of the vendor’s goods, before discounts, from which this way costs nothing, by currency',
})

const shippingRate = struct({
  rateId: id(),
  vendorId: id(),
  name: text(120),
  localNames: Type.Optional(localNames),
  countries: nullable(Type.Array(country)),
  daysMin: days,
  daysMax: days,
  bands,
  freeFrom,
  version: Type.Integer(),
})

export const listShippingRates = endpoint({
  name: 'pricing.list_shipping_rates',
  summary: 'Ways of shipping with their prices; a vendor sees its own',
  method: 'GET',
  path: '/api/vendor/shipping-rates',
  permission: 'pricing.manage_shipping',
  input: struct({ ...pageQuery, vendorId: Type.Optional(id()) }),
  reply: page(shippingRate),
})

export const findDelivery = endpoint({
  name: 'pricing.find_delivery',
  summary:
    'How a vendor delivers to a country, from the cheapest way on: days, price, and from which worth it is free',
  method: 'GET',
  path: '/api/pricing/delivery',
  permission: 'anyone',
  input: struct({
    vendorId: id(),
    country,
    currency,
    weightGrams: Type.Optional(Type.Integer({ minimum: 0, maximum: gramsMax, default: 0 })),
  }),
  reply: struct({
    options: Type.Array(
      struct({
        methodId: id(),
        name: text(120),
        localNames: Type.Optional(localNames),
        daysMin: days,
        daysMax: days,
        price: minorUnits('Of a parcel of this weight'),
        freeFrom: nullable(minorUnits('Worth of the vendor’s goods from which it costs nothing')),
      }),
      { description: 'Empty where the vendor does not deliver' },
    ),
  }),
})

export const createShippingRate = endpoint({
  name: 'pricing.create_shipping_rate',
  summary: 'Adds a way of shipping: a zone, days, and prices by weight',
  method: 'POST',
  path: '/api/vendor/shipping-rates',
  permission: 'pricing.manage_shipping',
  input: struct({
    vendorId: Type.Optional(id('Needed from operators; a vendor ships for itself')),
    name: text(120),
    localNames: Type.Optional(localNames),
    countries,
    daysMin: days,
    daysMax: days,
    bands,
    freeFrom: Type.Optional(freeFrom),
  }),
  reply: shippingRate,
  status: 201,
  idempotency: 'key',
})

export const changeShippingRate = endpoint({
  name: 'pricing.change_shipping_rate',
  summary:
    'Changes a way of shipping; bands and names in other languages are given as a whole, and go with a changed name',
  method: 'PATCH',
  path: '/api/vendor/shipping-rates/:rateId',
  permission: 'pricing.manage_shipping',
  input: struct({
    rateId: id(),
    version: Type.Integer({ minimum: 1 }),
    name: Type.Optional(text(120)),
    localNames: Type.Optional(localNames),
    countries: Type.Optional(countries),
    daysMin: Type.Optional(days),
    daysMax: Type.Optional(days),
    bands: Type.Optional(bands),
    freeFrom: Type.Optional(freeFrom),
  }),
  reply: shippingRate,
})

export const removeShippingRate = endpoint({
  name: 'pricing.remove_shipping_rate',
  summary: 'Stops offering a way of shipping; orders that chose it keep it',
  method: 'DELETE',
  path: '/api/vendor/shipping-rates/:rateId',
  permission: 'pricing.manage_shipping',
  input: struct({ rateId: id() }),
  reply: nothing,
  status: 204,
})
