import type { Examples } from '@rialto/testing'

export const examples: Examples = {
  'search.search_products': {
    as: 'nobody',
    scope: 'shared',
    make: async () => ({ query: 'thing', limit: 5 }),
  },
  'search.suggest_products': { as: 'nobody', scope: 'shared', make: async () => ({ query: 'thin' }) },
  'search.rebuild_index': { as: 'operator', scope: 'shared', make: async () => ({}) },
}
