import type { Examples } from '@rialto/testing'

export const examples: Examples = {
  'tenant.find_tenant': { as: 'service', scope: 'shared', make: async () => ({ slug: 'main' }) },
  'tenant.list_tenants': { as: 'operator', scope: 'shared', make: async () => ({}) },
  'tenant.create_tenant': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => ({ slug: world.unique('shop'), name: 'A shop' }),
  },
}
