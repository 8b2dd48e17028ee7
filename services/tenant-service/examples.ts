import type { Examples } from '@rialto/testing'
import { auditedServices } from './contract.ts'

/** Every service answers for its own entries in the same way. */
const ownEntries: Examples = Object.fromEntries(
  auditedServices.map((service) => [
    `audit.read_entries_of_${service.replaceAll('-', '_')}`,
    {
      as: 'service',
      scope: 'shared',
      make: async () => ({ beforeId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit: 10 }),
    },
  ]),
)

export const examples: Examples = {
  ...ownEntries,
  'audit.list_entries': { as: 'operator', scope: 'shared', make: async () => ({ limit: 5 }) },
  'tenant.find_tenant': { as: 'service', scope: 'shared', make: async () => ({ slug: 'main' }) },
  'tenant.list_tenants': { as: 'operator', scope: 'shared', make: async () => ({}) },
  'tenant.create_tenant': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => ({ slug: world.unique('shop'), name: 'A shop' }),
  },
}
