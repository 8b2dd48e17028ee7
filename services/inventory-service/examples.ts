import type { Examples } from '@rialto/testing'

type Warehouses = { items: { id: string }[] }

export const examples: Examples = {
  'inventory.list_warehouses': { as: 'operator', scope: 'shared', make: async () => ({}) },
  'inventory.create_warehouse': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => ({
      code: world.unique('W').toUpperCase().slice(-12),
      name: 'Hall',
      country: 'IT',
      priority: 500,
    }),
  },
  'inventory.list_levels': { as: 'vendorOwner', scope: 'shared', make: async () => ({ limit: 5 }) },
  'inventory.list_movements': {
    as: 'vendorOwner',
    scope: 'shared',
    make: async (world) => ({ sku: (await world.product()).sku }),
  },
  'inventory.receive_stock': stockExample({ quantity: 2 }),
  'inventory.adjust_stock': stockExample({ quantity: 1 }),
  'inventory.count_stock': stockExample({ counted: 500 }),
  'inventory.get_product_stock': {
    as: 'service',
    scope: 'shared',
    make: async (world) => ({ productId: (await world.product()).productId }),
  },
  'inventory.find_availability': {
    as: 'service',
    scope: 'shared',
    make: async (world) => ({ skus: [(await world.product()).sku] }),
  },
  'inventory.set_stock': {
    as: 'service',
    scope: 'shared',
    make: async (world) => {
      const { sku, productId, vendorId } = await world.product()
      return { causeId: 'example', entries: [{ sku, productId, vendorId, warehouse: 'MAIN', quantity: 400 }] }
    },
  },
  'inventory.take_hold': { as: 'service', scope: 'shared', make: holdInput },
  'inventory.change_hold': {
    as: 'service',
    scope: 'shared',
    make: async (world) => {
      const { holdId, generation } = await holdInput(world)
      const { sku } = await world.product()
      const lines = [{ sku, quantity: 1 }]
      await world.call(
        'inventory.take_hold',
        { holdId, generation, lifeSeconds: 60, lines, limits: [] },
        'service',
      )
      return { holdId, generation, change: 'release' }
    },
  },
  'inventory.set_drop': { as: 'service', scope: 'shared', make: dropInput },
  'inventory.close_drop': {
    as: 'service',
    scope: 'shared',
    make: async (world) => {
      const terms = await dropInput(world)
      await world.call('inventory.set_drop', terms, 'service')
      return { dropId: terms.dropId, why: 'cancel' }
    },
  },
  'inventory.find_drops': {
    as: 'service',
    scope: 'shared',
    make: async (world) => {
      const terms = await dropInput(world)
      await world.call('inventory.set_drop', terms, 'service')
      return { dropIds: [terms.dropId], account: 'user:example' }
    },
  },
}

function stockExample(change: Record<string, number>): Examples[string] {
  return {
    as: 'vendorOwner',
    scope: 'mine',
    ids: ['sku'],
    make: async (world) => {
      const { sku } = await world.product()
      const { items } = await world.call<Warehouses>('inventory.list_warehouses', {}, 'operator')
      return { sku, warehouseId: items[0]?.id, ...change }
    },
  }
}

async function holdInput(world: Parameters<Examples[string]['make']>[0]) {
  const { sku } = await world.product()
  return {
    holdId: idOf(world.unique('hold')),
    generation: 1,
    lifeSeconds: 30,
    lines: [{ sku, quantity: 1 }],
    limits: [],
  }
}

const hourMs = 3_600_000

async function dropInput(world: Parameters<Examples[string]['make']>[0]) {
  const { sku } = await world.product()
  return {
    dropId: idOf(world.unique('drop')),
    version: 1,
    opensAt: new Date(Date.now() + hourMs).toISOString(),
    endsAt: new Date(Date.now() + 2 * hourMs).toISOString(),
    perPersonMax: 2,
    slices: [{ sku, quantity: 1 }],
  }
}

/** An id from a text that no other example uses: the digits of its end, in the form of a UUID. */
function idOf(text: string): string {
  const hex = Buffer.from(text).toString('hex').slice(-12).padStart(12, '0')
  return `00000000-0000-8000-8000-${hex}`
}
