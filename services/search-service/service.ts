import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import indexProducts from './features/index-products.ts'
import rebuildIndex, { rebuildJob } from './features/rebuild-index.ts'
import searchProducts from './features/search-products.ts'
import suggestProducts from './features/suggest-products.ts'

export default service({
  name: 'search-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [searchProducts, suggestProducts, rebuildIndex],
  consumers: [indexProducts],
  jobs: [rebuildJob],
})
