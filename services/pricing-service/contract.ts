export { currency, minorUnits, price, priceMax } from './contract/amounts.ts'
export { localNames } from './contract/names.ts'
export {
  changePrice,
  findPrices,
  getPriceHistory,
  getPrices,
  historyDaysMax,
  listPrices,
  priceChanged,
  setPrices,
  skuPrice,
} from './contract/prices.ts'
export {
  changePromotion,
  createPromotion,
  listPromotions,
  removePromotion,
} from './contract/promotions.ts'
export {
  makeQuote,
  quote,
  quoteCode,
  quoteLine,
  quoteVendor,
  shippingOption,
  totals,
} from './contract/quote.ts'
export { changeSale, createSale, listSales, removeSale } from './contract/sales.ts'
export {
  changeShippingRate,
  createShippingRate,
  findDelivery,
  listShippingRates,
  removeShippingRate,
} from './contract/shipping.ts'
export { listTaxRates, setTaxRate, taxClasses } from './contract/taxes.ts'
