import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, testServices } from '@rialto/testing'
import { createSale, createShippingRate, findDelivery, getPriceHistory, setPrices } from '../contract.ts'
import pricing from '../service.ts'

const vendorId = newId()
const productId = newId()
const seller = actorWith(['pricing.change_prices', 'pricing.manage_shipping'], { vendorId })
const importer = serviceActor('product-service')

describe('what a product page asks of prices', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [pricing] })
  })
  after(() => services.close())

  it('is told what was asked before, and what a sale asks now', async () => {
    await set(2_000)
    await set(1_800)
    const sale = { sku: 'LAMP', price: { amount: 1_500, currency: 'EUR' } }
    accepted((await services.run(createSale, sale, { actor: seller, key: 'sale' })).result)
    const { items } = await history('LAMP')
    assert.deepEqual(
      items.map(({ amount, basePrice }) => [amount, basePrice]),
      [
        [2_000, 2_000],
        [1_800, 1_800],
        [1_500, 1_800],
      ],
    )
    assert.equal(items.at(-1)?.until, null)
    assert.deepEqual((await history('NOBODY-SELLS-THIS')).items, [])
  })

  it('is told how a vendor delivers to a country: a zone that names it goes before the rest of the world', async () => {
    const localNames = { de: 'Welt' }
    await rate({ name: 'World', localNames, countries: null, daysMin: 5, daysMax: 12, amount: 1_500 })
    await rate({ name: 'Italy', countries: ['IT'], daysMin: 1, daysMax: 2, amount: 500, free: 5_000 })
    await rate({ name: 'Italy at once', countries: ['IT'], daysMin: 1, daysMax: 1, amount: 900 })
    const italy = await delivery('IT')
    assert.deepEqual(
      italy.map(({ name, price, freeFrom }) => [name, price, freeFrom]),
      [
        ['Italy', 500, 5_000],
        ['Italy at once', 900, null],
      ],
    )
    assert.deepEqual(
      (await delivery('JP')).map((way) => [way.name, way.localNames, way.daysMax]),
      [['World', localNames, 12]],
    )
    assert.deepEqual(await delivery('JP', 5_000), [], 'heavier than every band')
  })

  async function set(amount: number): Promise<void> {
    const entries = [{ sku: 'LAMP', productId, vendorId, prices: [{ amount, currency: 'EUR' }] }]
    accepted((await services.run(setPrices, { entries }, { actor: importer })).result)
  }

  async function history(sku: string) {
    return accepted((await services.run(getPriceHistory, { sku, currency: 'EUR' })).result)
  }

  async function rate(parts: {
    name: string
    localNames?: { de: string }
    countries: string[] | null
    daysMin: number
    daysMax: number
    amount: number
    free?: number
  }): Promise<void> {
    const { amount, free, ...rest } = parts
    const bands = [{ upToGrams: 1_000, price: { amount, currency: 'EUR' } }]
    const freeFrom = free === undefined ? [] : [{ amount: free, currency: 'EUR' }]
    const input = { ...rest, bands, freeFrom }
    accepted((await services.run(createShippingRate, input, { actor: seller, key: newId() })).result)
  }

  async function delivery(country: string, weightGrams = 0) {
    const wanted = { vendorId, country, currency: 'EUR', weightGrams }
    return accepted((await services.run(findDelivery, wanted)).result).options
  }
})
