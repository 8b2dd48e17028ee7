import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { priceChanged } from './contract.ts'
import changePrice from './features/change-price.ts'
import findPrices from './features/find-prices.ts'
import getPrices from './features/get-prices.ts'
import listPrices from './features/list-prices.ts'
import makeQuote from './features/make-quote.ts'
import setPrices from './features/set-prices.ts'

export default service({
  name: 'pricing-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [makeQuote, setPrices, findPrices, getPrices, listPrices, changePrice],
  events: [priceChanged],
})
