import { endpoint, nullable, oneOf, page, pageQuery, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { country } from './amounts.ts'

export const taxClasses = ['standard', 'reduced', 'zero'] as const

const taxRate = struct({
  country,
  region: nullable(text(80, { description: 'A part of the country, such as CA; null for all others' })),
  taxClass: oneOf(taxClasses),
  validFrom: Type.String({ format: 'date', description: 'First day, in UTC' }),
  ratePpm: Type.Integer({ minimum: 0, maximum: 1_000_000, description: '19 % is 190000' }),
  inclusive: Type.Boolean({ description: 'Prices contain the tax; otherwise it is added on top' }),
  taxesShipping: Type.Boolean({ description: 'Shipping is taxed as the goods are' }),
})

export const listTaxRates = endpoint({
  name: 'pricing.list_tax_rates',
  summary: 'The tax table with past and coming rates. A country that is not in it has no tax',
  method: 'GET',
  path: '/api/pricing/taxes',
  permission: 'anyone',
  input: struct({ ...pageQuery, country: Type.Optional(country) }),
  reply: page(taxRate),
})

export const setTaxRate = endpoint({
  name: 'pricing.set_tax_rate',
  summary: 'Sets a tax rate from a day on; rates of other days stay',
  method: 'POST',
  path: '/api/pricing/taxes',
  permission: 'pricing.manage_taxes',
  input: taxRate,
  reply: taxRate,
  status: 201,
  idempotency: 'key',
})
