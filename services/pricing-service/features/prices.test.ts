import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { feature, newId, ok, service, serviceActor } from '@rialto/core'
import { findVariants } from '@rialto/product-service/contract'
import { accepted, actorWith, type TestServices, tenantB, testServices } from '@rialto/testing'
import { changePrice, findPrices, getPrices, listPrices, setPrices } from '../contract.ts'
import pricing from '../service.ts'

const importer = serviceActor('product-service')
const vendorId = newId()
const productId = newId()
const seller = actorWith(['pricing.change_prices', 'pricing.read_prices'], { vendorId })
const stranger = actorWith(['pricing.change_prices', 'pricing.read_prices'], { vendorId: newId() })

// The catalogue is another service: here it knows one SKU that has no price yet.
const catalogue = service({
  name: 'product-service',
  directory: import.meta.dirname,
  features: [
    feature(findVariants, async ({ skus }) =>
      ok({ items: skus.filter((sku) => sku === 'UNPRICED').map((sku) => variantOf(sku)) }),
    ),
  ],
})

function variantOf(sku: string) {
  return {
    variantId: newId(),
    sku,
    productId,
    vendorId,
    slug: 'a-thing',
    title: { en: 'A thing' },
    options: {},
    image: null,
    weightGrams: 100,
    taxClass: 'standard' as const,
    categoryIds: [],
    status: 'active' as const,
  }
}

describe('the price list', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [pricing, catalogue] })
  })
  after(() => services.close())

  it('takes many prices at once, and leaves alone what is equal already', async () => {
    const skus = ['BULK-1', 'BULK-2', 'BULK-3']
    assert.equal(await set(skus.map((sku) => [sku, { amount: 1000, currency: 'EUR' }])), 3)
    assert.equal(await set(skus.map((sku) => [sku, { amount: 1000, currency: 'EUR' }])), 0)
    const rows = skus.map((sku) => [sku, { amount: sku === 'BULK-2' ? 900 : 1000, currency: 'EUR' }] as const)
    const before = await eventsSaying('BULK-2')
    assert.equal(await set(rows), 1)
    assert.equal(await eventsSaying('BULK-2'), before + 1)
    assert.equal(await eventsSaying('BULK-1'), 1)
  })

  it('tells of a SKU once, though several of its currencies changed', async () => {
    await set([
      ['ONCE', { amount: 1000, currency: 'EUR' }],
      ['ONCE', { amount: 1100, currency: 'USD' }],
    ])
    assert.equal(await eventsSaying('ONCE'), 1)
  })

  it('takes the last of two prices that one import gives for the same thing', async () => {
    await set([
      ['TWICE', { amount: 1000, currency: 'EUR' }],
      ['TWICE', { amount: 800, currency: 'EUR' }],
    ])
    assert.equal((await find('TWICE'))?.basePrice, 800)
  })

  it('reads a higher compare-at amount as a reduction that runs now', async () => {
    await set([['REDUCED', { amount: 2000, currency: 'EUR' }]])
    await set([['REDUCED', { amount: 1500, currency: 'EUR', compareAtAmount: 2000 }]])
    const price = await find('REDUCED')
    assert.deepEqual(
      { base: price?.basePrice, sale: price?.salePrice, lowest: price?.lowest30Days },
      { base: 2000, sale: 1500, lowest: 2000 },
    )
  })

  it('sets what no card can pay exactly to the nearest that one can', async () => {
    await set([['DINAR', { amount: 5124, currency: 'KWD' }]])
    assert.equal((await find('DINAR', 'KWD'))?.basePrice, 5120)
  })

  it('survives imports of the same SKUs at once, in opposite order', async () => {
    const rows = Array.from(
      { length: 500 },
      (_, index) => [`RACE-${index}`, { amount: index + 1, currency: 'EUR' }] as const,
    )
    const changed = await Promise.all([set(rows), set(rows.toReversed()), set(rows)])
    assert.equal(
      changed.reduce((sum, one) => sum + one, 0),
      500,
    )
  })

  it('lets a vendor price its own SKU, by the version it saw', async () => {
    const first = await change('UNPRICED', 0, 1000)
    assert.equal(first.ok && first.value.version, 1)
    const again = await change('UNPRICED', 0, 1100)
    assert.equal(again.ok ? '' : again.code, 'VERSION_CONFLICT')
    const second = await change('UNPRICED', 1, 1100)
    assert.equal(second.ok && second.value.version, 2)
  })

  it('gives one of two changes that saw the same version', async () => {
    await set([['RIVALS', { amount: 1000, currency: 'EUR' }]])
    const answers = await Promise.all([change('RIVALS', 1, 1100), change('RIVALS', 1, 1200)])
    assert.deepEqual(answers.map((answer) => (answer.ok ? 'changed' : answer.code)).sort(), [
      'VERSION_CONFLICT',
      'changed',
    ])
  })

  it("hides another vendor's SKU", async () => {
    await set([['HIDDEN', { amount: 1000, currency: 'EUR' }]])
    const answer = await change('HIDDEN', 1, 1, stranger)
    assert.equal(answer.ok ? '' : answer.code, 'SKU_NOT_FOUND')
    const unknown = await change('NOWHERE', 0, 1)
    assert.equal(unknown.ok ? '' : unknown.code, 'SKU_NOT_FOUND')
    const list = await services.run(listPrices, {}, { actor: stranger })
    assert.deepEqual(accepted(list.result).items, [])
  })

  it('refuses an amount that no card can pay exactly', async () => {
    const input = { sku: 'DINAR', price: { amount: 5124, currency: 'KWD' }, version: 1 }
    const { result } = await services.run(changePrice, input, { actor: seller })
    assert.equal(result.ok ? '' : result.code, 'VALIDATION_FAILED')
  })

  it('pages through the list of a vendor', async () => {
    const first = accepted((await services.run(listPrices, { limit: 2 }, { actor: seller })).result)
    assert.equal(first.items.length, 2)
    const input = { limit: 2, after: first.next ?? '' }
    const second = accepted((await services.run(listPrices, input, { actor: seller })).result)
    assert.notDeepEqual(first.items, second.items)
  })

  it('shows prices to anyone, and none of another marketplace', async () => {
    await set([['PUBLIC', { amount: 1000, currency: 'EUR' }]])
    const ours = accepted((await services.run(getPrices, { sku: 'PUBLIC' })).result)
    assert.equal(ours.items[0]?.basePrice, 1000)
    const theirs = accepted((await services.run(getPrices, { sku: 'PUBLIC' }, { tenant: tenantB })).result)
    assert.deepEqual(theirs.items, [])
  })

  async function set(
    rows: readonly (readonly [string, { amount: number; currency: string; compareAtAmount?: number }])[],
  ): Promise<number> {
    const entries = rows.map(([sku, price]) => ({ sku, productId, vendorId, prices: [price] }))
    return accepted((await services.run(setPrices, { entries }, { actor: importer })).result).changed
  }

  async function find(sku: string, currency = 'EUR') {
    const { result } = await services.run(findPrices, { skus: [sku], currency }, { actor: importer })
    return accepted(result).items[0]
  }

  async function change(sku: string, version: number, amount: number, actor = seller) {
    const input = { sku, version, price: { amount, currency: 'EUR' } }
    return (await services.run(changePrice, input, { actor })).result
  }

  async function eventsSaying(sku: string): Promise<number> {
    const { rows } = await services.database.system.query(
      `select count(*)::int as count from rialto_outbox where type = 'pricing.price_changed' and data ->> 'sku' = $1`,
      [sku],
    )
    return rows[0].count
  }
})
