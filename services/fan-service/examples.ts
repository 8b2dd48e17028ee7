import type { Example, Examples } from '@rialto/testing'

type World = Parameters<Example['make']>[0]
type Drop = { dropId: string; slug: string; version: number }

const minuteMs = 60_000
/** How far ahead a drop is planned that is to open at once: on a slow machine the first times pass while it is written. */
const openingsMs = [400, 1_600, 6_400]

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
      const { dropId } = await opening(world)
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

async function opening(world: World): Promise<Drop> {
  for (const opensInMs of openingsMs) {
    const made = await world.ask<Drop>('fan.create_drop', await wishOf(world, opensInMs), 'operator')
    if (made.ok) return made.value
    if (made.code !== 'DROP_TIMES_WRONG') throw new Error(`A drop could not be planned: ${made.detail}`)
  }
  throw new Error(`Planning a drop took more than ${openingsMs.at(-1)} ms`)
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
