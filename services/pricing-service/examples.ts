import type { Example, Examples, ExampleWorld } from '@rialto/testing'

type Make = Example['make']

const shared = (as: Example['as'], make: Make): Example => ({ as, scope: 'shared', make })
const own = (make: Make, ids?: readonly string[]): Example => ({
  as: 'vendorOwner',
  scope: 'mine',
  make,
  ...(ids ? { ids } : {}),
})

/** Nobody sells in francs elsewhere in the examples: prices, sales and taxes of others stay as they are. */
const francs = (amount: number) => ({ amount, currency: 'CHF' })

async function francPrice(world: ExampleWorld) {
  const { sku } = await world.product()
  const known = { sku, currency: 'CHF' }
  const { items } = await world.call<{ items: { version: number }[] }>('pricing.get_prices', known, 'nobody')
  return { sku, price: francs(10_000), version: items[0]?.version ?? 0 }
}

async function newSale(world: ExampleWorld) {
  const price = await francPrice(world)
  await world.call('pricing.change_price', price, 'vendorOwner')
  return { sku: price.sku, price: francs(9_000), startsAt: '2099-01-01T00:00:00Z' }
}

async function sale(world: ExampleWorld) {
  const input = await newSale(world)
  return world.call<{ saleId: string; version: number }>('pricing.create_sale', input, 'vendorOwner')
}

const newPromotion: Make = async (world) => ({
  code: `EX-${world
    .unique('P')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')}`.slice(0, 40),
  kind: 'percent',
  ratePpm: 50_000,
  fundedBy: 'vendor',
  totalMax: 10,
})

async function promotion(world: ExampleWorld) {
  const input = await newPromotion(world)
  return world.call<{ promotionId: string; version: number }>(
    'pricing.create_promotion',
    input,
    'vendorOwner',
  )
}

const newRate: Make = async () => ({
  name: 'Supply ship',
  localNames: { de: 'Versorgungsschiff', ar: 'سفينة إمداد' },
  countries: ['AQ'],
  daysMin: 30,
  daysMax: 60,
  bands: [{ upToGrams: 5_000, price: francs(9_900) }],
})

async function rate(world: ExampleWorld) {
  const input = await newRate(world)
  return world.call<{ rateId: string; version: number }>('pricing.create_shipping_rate', input, 'vendorOwner')
}

const basket: Make = async (world) => {
  const { sku, productId, vendorId } = await world.product()
  const goods = { sku, productId, vendorId, categoryIds: [], taxClass: 'standard', weightGrams: 300 }
  return {
    currency: 'EUR',
    country: 'DE',
    region: null,
    personKey: 'an-example',
    codes: ['NO-SUCH-CODE'],
    shipping: [],
    lines: [{ lineId: productId, quantity: 2, ...goods }],
  }
}

export const examples: Examples = {
  'pricing.make_quote': shared('service', basket),
  'pricing.set_prices': shared('service', async (world) => {
    const { sku, productId, vendorId } = await world.product()
    const price = { ...francs(12_000), compareAtAmount: 15_000 }
    return { entries: [{ sku, productId, vendorId, prices: [price] }] }
  }),
  'pricing.find_prices': shared('service', async (world) => ({ skus: [(await world.product()).sku] })),
  'pricing.get_prices': shared('nobody', async (world) => ({ sku: (await world.product()).sku })),
  'pricing.get_price_history': shared('nobody', async (world) => ({
    sku: (await world.product()).sku,
    currency: 'EUR',
  })),
  'pricing.list_prices': shared('vendorOwner', async () => ({ limit: 5 })),
  'pricing.change_price': own(francPrice, ['sku']),
  'pricing.list_sales': shared('vendorOwner', async () => ({ limit: 5 })),
  'pricing.create_sale': own(newSale, ['sku']),
  'pricing.change_sale': own(async (world) => {
    const { saleId, version } = await sale(world)
    return { saleId, version, price: francs(8_000) }
  }),
  'pricing.remove_sale': own(async (world) => ({ saleId: (await sale(world)).saleId })),
  'pricing.list_promotions': shared('vendorOwner', async () => ({ limit: 5 })),
  'pricing.create_promotion': shared('vendorOwner', newPromotion),
  'pricing.change_promotion': own(async (world) => {
    const { promotionId, version } = await promotion(world)
    return { promotionId, version, perPersonMax: 1 }
  }),
  'pricing.remove_promotion': own(async (world) => ({ promotionId: (await promotion(world)).promotionId })),
  'pricing.list_shipping_rates': shared('vendorOwner', async () => ({ limit: 5 })),
  'pricing.find_delivery': shared('nobody', async (world) => ({
    vendorId: await world.vendorId(),
    country: 'DE',
    currency: 'EUR',
  })),
  'pricing.create_shipping_rate': shared('vendorOwner', newRate),
  'pricing.change_shipping_rate': own(async (world) => {
    const { rateId, version } = await rate(world)
    return { rateId, version, daysMax: 90 }
  }),
  'pricing.remove_shipping_rate': own(async (world) => ({ rateId: (await rate(world)).rateId })),
  'pricing.list_tax_rates': shared('nobody', async () => ({ country: 'DE' })),
  'pricing.set_tax_rate': shared('operator', async () => ({
    country: 'AQ',
    region: null,
    taxClass: 'standard',
    validFrom: '2026-01-01',
    ratePpm: 10_000,
    inclusive: true,
    taxesShipping: true,
  })),
}
