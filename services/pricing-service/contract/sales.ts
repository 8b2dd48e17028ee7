import { endpoint, id, nothing, nullable, page, pageQuery, struct, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { price, sku } from './amounts.ts'

const sale = struct({
  saleId: id(),
  vendorId: id(),
  sku: sku(),
  price,
  startsAt: timestamp(),
  endsAt: nullable(timestamp()),
  version: Type.Integer(),
})

export const listSales = endpoint({
  name: 'pricing.list_sales',
  summary: 'Sale prices, past ones too, newest first; a vendor sees its own',
  method: 'GET',
  path: '/api/pricing/sales',
  permission: 'pricing.read_prices',
  input: struct({ ...pageQuery, sku: Type.Optional(sku()) }),
  reply: page(sale),
})

export const createSale = endpoint({
  name: 'pricing.create_sale',
  summary: 'Lowers the price of a SKU in one currency for some time. A start in the past means now',
  method: 'POST',
  path: '/api/pricing/sales',
  permission: 'pricing.change_prices',
  input: struct({
    sku: sku(),
    price,
    startsAt: Type.Optional(timestamp()),
    endsAt: Type.Optional(nullable(timestamp())),
  }),
  reply: sale,
  status: 201,
  idempotency: 'key',
  refusals: { SKU_NOT_FOUND: 404, SALE_NOT_LOWER: 409 },
})

export const changeSale = endpoint({
  name: 'pricing.change_sale',
  summary: 'Changes a sale. Once it has begun only its end can change, so that the price history stays true',
  method: 'PATCH',
  path: '/api/pricing/sales/:saleId',
  permission: 'pricing.change_prices',
  input: struct({
    saleId: id(),
    version: Type.Integer({ minimum: 1 }),
    price: Type.Optional(price),
    startsAt: Type.Optional(timestamp()),
    endsAt: Type.Optional(nullable(timestamp())),
  }),
  reply: sale,
  refusals: { SALE_STARTED: 409, SALE_NOT_LOWER: 409 },
})

export const removeSale = endpoint({
  name: 'pricing.remove_sale',
  summary: 'Ends a running sale now; one that has not begun is forgotten',
  method: 'DELETE',
  path: '/api/pricing/sales/:saleId',
  permission: 'pricing.change_prices',
  input: struct({ saleId: id() }),
  reply: nothing,
  status: 204,
})
