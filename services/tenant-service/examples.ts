import type { Examples } from '@rialto/testing'
import { auditedServices, consumingServices } from './contract.ts'

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

/** Every service with consumers lists and replays its parked streams in the same way. */
const ownStreams: Examples = Object.fromEntries(
  consumingServices.flatMap((service) => {
    const name = service.replaceAll('-', '_')
    const stream = async () => ({ consumer: 'nobody.listens', subject: 'order:none' })
    return [
      [`event.read_streams_of_${name}`, { as: 'service', scope: 'shared', make: async () => ({}) }],
      [`event.replay_stream_of_${name}`, { as: 'operator', scope: 'shared', make: stream }],
    ]
  }),
)

/** Every service examines its own database in the same way. */
const ownDoctors: Examples = Object.fromEntries(
  auditedServices.map((service) => [
    `doctor.examine_${service.replaceAll('-', '_')}`,
    { as: 'service', scope: 'shared', make: async () => ({}) },
  ]),
)

/** Every service tells how it is doing in the same way. */
const ownStates: Examples = Object.fromEntries(
  auditedServices.map((service) => [
    `state.read_state_of_${service.replaceAll('-', '_')}`,
    { as: 'service', scope: 'shared', make: async () => ({}) },
  ]),
)

export const examples: Examples = {
  ...ownStates,
  'state.get_state': { as: 'operator', scope: 'shared', make: async () => ({}) },
  ...ownDoctors,
  'doctor.list_findings': { as: 'operator', scope: 'shared', make: async () => ({}) },
  ...ownEntries,
  ...ownStreams,
  'event.list_streams': { as: 'operator', scope: 'shared', make: async () => ({}) },
  'audit.list_entries': { as: 'operator', scope: 'shared', make: async () => ({ limit: 5 }) },
  'tenant.find_tenant': { as: 'service', scope: 'shared', make: async () => ({ slug: 'main' }) },
  'tenant.list_tenants': { as: 'operator', scope: 'shared', make: async () => ({}) },
  'tenant.create_tenant': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => ({ slug: world.unique('shop'), name: 'A shop' }),
  },
}
