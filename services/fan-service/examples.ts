import type { Example, Examples } from '@rialto/testing'

type World = Parameters<Example['make']>[0]
type Drop = { dropId: string; slug: string; version: number }

const minuteMs = 60_000
const openingMs = 400

export const examples: Examples = {
  'fan.list_drops': { as: 'nobody', scope: 'shared', make: async () => ({ limit: 5 }) },
  'fan.get_drop': {
    as: 'nobody',
    scope: 'shared',
    make: async (world) => ({ slug: (await planned(world)).slug }),
  },
  'fan.get_drop_state': {
    as: 'nobody',
    scope: 'shared',
    make: async (world) => ({ dropId: (await planned(world)).dropId }),
  },
  'fan.list_all_drops': { as: 'operator', scope: 'shared', make: async () => ({ limit: 5 }) },
  'fan.create_drop': { as: 'operator', scope: 'shared', make: (world) => wishOf(world, 60 * minuteMs) },
  'fan.change_drop': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => {
      const { dropId, version } = await planned(world)
      return { dropId, version, perPersonMax: 3 }
    },
  },
  'fan.end_drop': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => {
      const { dropId } = await planned(world, openingMs)
      const isOpen = ({ state }: { state: string }) => state === 'open'
      await world.until<{ state: string }>('fan.get_drop_state', { input: { dropId }, as: 'nobody' }, isOpen)
      return { dropId }
    },
  },
  'fan.cancel_drop': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => ({ dropId: (await planned(world)).dropId }),
  },
}

async function planned(world: World, opensInMs = 60 * minuteMs): Promise<Drop> {
  return world.call<Drop>('fan.create_drop', await wishOf(world, opensInMs), 'operator')
}

async function wishOf(world: World, opensInMs: number) {
  const { sku } = await world.product()
  const opens = Date.now() + opensInMs
  return {
    slug: world
      .unique('drop')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-'),
    title: { en: 'A small drop', de: 'Ein kleiner Drop' },
    story: { en: 'One unit, for whoever is there.' },
    items: [{ sku, quantity: 1 }],
    opensAt: new Date(opens).toISOString(),
    endsAt: new Date(opens + 60 * minuteMs).toISOString(),
    perPersonMax: 1,
  }
}
