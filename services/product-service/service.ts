import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { categoryChanged, productCreated, productUpdated } from './contract.ts'
import findProducts from './features/find-products.ts'
import findVariants from './features/find-variants.ts'
import listProductIds from './features/list-product-ids.ts'

export default service({
  name: 'product-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [findVariants, findProducts, listProductIds],
  events: [productCreated, productUpdated, categoryChanged],
})
