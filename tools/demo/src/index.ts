// The demo marketplace as plain data. Pictures are composed on request: `@rialto/demo/pictures`.
export { accounts } from './accounts.ts'
export { categories, products, toImportLines } from './catalogue.ts'
export { promotions, reductions } from './offers.ts'
export { shippingRates, shippingZones } from './shipping.ts'
export { warehouses } from './stock.ts'
export type {
  Account,
  Category,
  Price,
  Product,
  Promotion,
  Reduction,
  ShippingRate,
  ShippingZone,
  Variant,
  Vendor,
  Warehouse,
} from './types.ts'
export { vendors } from './vendors.ts'
