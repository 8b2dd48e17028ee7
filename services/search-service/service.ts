import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { openShortMemory } from './adapters/short-memory.ts'
import countWords from './features/count-words.ts'
import followCategories from './features/follow-categories.ts'
import { countSales, followSales, rebuildSales } from './features/follow-sales.ts'
import indexProducts from './features/index-products.ts'
import rebuildIndex, { rebuildJob } from './features/rebuild-index.ts'
import searchProducts from './features/search-products.ts'
import suggestProducts from './features/suggest-products.ts'
import type { SearchPorts } from './ports.ts'

/** Counts of broad searches may be this old. */
const facetLimits = { entriesMax: 500, lifeSeconds: 15 }

export default service<SearchPorts>({
  name: 'search-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [searchProducts, suggestProducts, rebuildIndex],
  consumers: [indexProducts, followCategories, followSales],
  jobs: [rebuildJob, rebuildSales, countSales, countWords],
  openPorts: async () => ({ facets: openShortMemory(facetLimits) }),
})
