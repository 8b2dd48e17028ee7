import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { priceChanged } from './contract.ts'
import announceSale from './features/announce-sale.ts'
import changePrice from './features/change-price.ts'
import changePromotion from './features/change-promotion.ts'
import changeSale from './features/change-sale.ts'
import changeShippingRate from './features/change-shipping-rate.ts'
import createPromotion from './features/create-promotion.ts'
import createSale from './features/create-sale.ts'
import createShippingRate from './features/create-shipping-rate.ts'
import findDelivery from './features/find-delivery.ts'
import findPrices from './features/find-prices.ts'
import getPriceHistory from './features/get-price-history.ts'
import getPrices from './features/get-prices.ts'
import listPrices from './features/list-prices.ts'
import listPromotions from './features/list-promotions.ts'
import listSales from './features/list-sales.ts'
import listShippingRates from './features/list-shipping-rates.ts'
import listTaxRates from './features/list-tax-rates.ts'
import makeQuote from './features/make-quote.ts'
import removePromotion from './features/remove-promotion.ts'
import removeSale from './features/remove-sale.ts'
import removeShippingRate from './features/remove-shipping-rate.ts'
import setPrices from './features/set-prices.ts'
import setTaxRate from './features/set-tax-rate.ts'

export default service({
  name: 'pricing-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [
    makeQuote,
    setPrices,
    findPrices,
    getPrices,
    getPriceHistory,
    listPrices,
    changePrice,
    listSales,
    createSale,
    changeSale,
    removeSale,
    listPromotions,
    createPromotion,
    changePromotion,
    removePromotion,
    listShippingRates,
    findDelivery,
    createShippingRate,
    changeShippingRate,
    removeShippingRate,
    listTaxRates,
    setTaxRate,
  ],
  events: [priceChanged],
  jobs: [announceSale],
})
