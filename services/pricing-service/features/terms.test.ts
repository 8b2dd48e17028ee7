import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, type Result } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantB, testServices } from '@rialto/testing'
import {
  changePromotion,
  changeShippingRate,
  createPromotion,
  createShippingRate,
  listPromotions,
  listShippingRates,
  listTaxRates,
  removePromotion,
  removeShippingRate,
  setTaxRate,
} from '../contract.ts'
import pricing from '../service.ts'

const permissions = ['pricing.manage_promotions', 'pricing.manage_shipping', 'pricing.manage_taxes']
const vendorId = newId()
const operator = actorWith(permissions)
const seller = actorWith(permissions, { vendorId })
const stranger = actorWith(permissions, { vendorId: newId() })
const percent = { kind: 'percent' as const, ratePpm: 100_000 }

describe('promotion codes', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [pricing] })
  })
  after(() => services.close())

  it('are given once, even when they were withdrawn', async () => {
    const input = { code: 'ONCE', ...percent, fundedBy: 'platform' as const }
    const { promotionId } = accepted(await create(input))
    assert.equal(codeOf(await create(input)), 'PROMOTION_CODE_TAKEN')
    accepted((await services.run(removePromotion, { promotionId }, { actor: operator })).result)
    assert.equal(codeOf(await create(input)), 'PROMOTION_CODE_TAKEN')
    const again = await services.run(removePromotion, { promotionId }, { actor: operator })
    assert.equal(codeOf(again.result), 'NOT_FOUND')
  })

  it('of a vendor are paid by the vendor, and for its own products', async () => {
    const made = accepted(await create({ code: 'MINE', ...percent, fundedBy: 'vendor' }, seller))
    assert.equal(made.vendorId, vendorId)
    const onUs = await create({ code: 'YOURS', ...percent, fundedBy: 'platform' }, seller)
    assert.equal(codeOf(onUs), 'PERMISSION_DENIED')
    const elsewhere = await create(
      { code: 'THEIRS', ...percent, fundedBy: 'vendor', vendorId: newId() },
      seller,
    )
    assert.equal(codeOf(elsewhere), 'NOT_FOUND')
  })

  it('are refused when they do not make sense', async () => {
    const euro = { amount: 500, currency: 'EUR' }
    const platform = { fundedBy: 'platform' as const }
    for (const wrong of [
      { kind: 'percent' as const, ...platform },
      { kind: 'fixed' as const, ...platform },
      { kind: 'free_shipping' as const, ratePpm: 5, ...platform },
      { kind: 'fixed' as const, amounts: [euro, euro], ...platform },
      { ...percent, fundedBy: 'vendor' as const },
      { ...percent, ...platform, startsAt: '2026-01-02T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' },
    ]) {
      assert.equal(codeOf(await create({ code: 'WRONG', ...wrong })), 'VALIDATION_FAILED')
    }
  })

  it('change by the version that was seen', async () => {
    const { promotionId } = accepted(await create({ code: 'EDIT', ...percent, fundedBy: 'platform' }))
    const change = (version: number) =>
      services.run(changePromotion, { promotionId, version, totalMax: 5 }, { actor: operator })
    assert.deepEqual(
      [accepted((await change(1)).result).totalMax, codeOf((await change(1)).result)],
      [5, 'VERSION_CONFLICT'],
    )
  })

  it('of others are hidden from vendors', async () => {
    const { promotionId } = accepted(await create({ code: 'HIDE', ...percent, fundedBy: 'vendor' }, seller))
    const input = { promotionId, version: 1 }
    const change = await services.run(changePromotion, input, { actor: stranger })
    const removal = await services.run(removePromotion, { promotionId }, { actor: stranger })
    const list = accepted((await services.run(listPromotions, {}, { actor: stranger })).result)
    assert.deepEqual([codeOf(change.result), codeOf(removal.result)], ['NOT_FOUND', 'NOT_FOUND'])
    assert.deepEqual(list.items, [])
    const own = accepted((await services.run(listPromotions, {}, { actor: seller })).result)
    assert.ok(own.items.some((one) => one.code === 'HIDE') && own.items.every((one) => one.code !== 'ONCE'))
  })

  type Input = NonNullable<(typeof createPromotion)['types']>['input']

  async function create(input: Input, actor = operator) {
    return (await services.run(createPromotion, input, { actor, key: newId() })).result
  }
})

describe('shipping rates', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [pricing] })
  })
  after(() => services.close())

  const rate = {
    name: 'Parcel',
    countries: ['DE'],
    daysMin: 1,
    daysMax: 3,
    bands: [{ upToGrams: 1_000, price: { amount: 490, currency: 'EUR' } }],
  }

  it('belong to the vendor who makes them; an operator says whose they are', async () => {
    assert.equal(accepted(await create(rate, seller)).vendorId, vendorId)
    assert.equal(codeOf(await create(rate, operator)), 'VALIDATION_FAILED')
    assert.equal(accepted(await create({ ...rate, vendorId }, operator)).vendorId, vendorId)
    assert.equal(codeOf(await create({ ...rate, vendorId: newId() }, seller)), 'NOT_FOUND')
  })

  it('are refused with days in the wrong order, or two prices for one weight', async () => {
    assert.equal(codeOf(await create({ ...rate, daysMin: 4 }, seller)), 'VALIDATION_FAILED')
    const bands = [...rate.bands, ...rate.bands]
    assert.equal(codeOf(await create({ ...rate, bands }, seller)), 'VALIDATION_FAILED')
    const freeFrom = [1_000, 2_000].map((amount) => ({ amount, currency: 'EUR' }))
    assert.equal(codeOf(await create({ ...rate, freeFrom }, seller)), 'VALIDATION_FAILED')
  })

  it('change by the version that was seen, and go', async () => {
    const { rateId } = accepted(await create(rate, seller))
    const change = (version: number) =>
      services.run(changeShippingRate, { rateId, version, countries: null }, { actor: seller })
    assert.equal(accepted((await change(1)).result).countries, null)
    assert.equal(codeOf((await change(1)).result), 'VERSION_CONFLICT')
    accepted((await services.run(removeShippingRate, { rateId }, { actor: seller })).result)
    assert.equal(codeOf((await change(2)).result), 'NOT_FOUND')
  })

  it('lose their names in other languages with the name that these translate', async () => {
    const { rateId, localNames } = accepted(
      await create({ ...rate, localNames: { de: 'Paket', ar: 'طرد' } }, seller),
    )
    assert.deepEqual(localNames, { de: 'Paket', ar: 'طرد' })
    const change = async (input: Omit<Change, 'rateId'>) =>
      accepted((await services.run(changeShippingRate, { rateId, ...input }, { actor: seller })).result)
    assert.deepEqual((await change({ version: 1, name: 'Parcel', daysMax: 4 })).localNames, localNames)
    assert.deepEqual((await change({ version: 2, name: 'Courier' })).localNames, {})
    const both = await change({ version: 3, name: 'Post', localNames: { de: 'Brief' } })
    assert.deepEqual([both.name, both.localNames], ['Post', { de: 'Brief' }])
  })

  it('of others are hidden', async () => {
    const { rateId } = accepted(await create(rate, seller))
    const strangers = [{ actor: stranger }, { actor: operator, tenant: tenantB }]
    for (const options of strangers) {
      const change = await services.run(changeShippingRate, { rateId, version: 1 }, options)
      const removal = await services.run(removeShippingRate, { rateId }, options)
      const list = accepted((await services.run(listShippingRates, {}, options)).result)
      assert.deepEqual([codeOf(change.result), codeOf(removal.result)], ['NOT_FOUND', 'NOT_FOUND'])
      assert.deepEqual(list.items, [])
    }
  })

  it('are listed in pages', async () => {
    const first = accepted((await services.run(listShippingRates, { limit: 1 }, { actor: seller })).result)
    const input = { limit: 1, after: first.next ?? '' }
    const second = accepted((await services.run(listShippingRates, input, { actor: seller })).result)
    assert.notEqual(first.items[0]?.rateId, second.items[0]?.rateId)
  })

  type Input = NonNullable<(typeof createShippingRate)['types']>['input']
  type Change = NonNullable<(typeof changeShippingRate)['types']>['input']

  async function create(input: Input, actor: typeof operator) {
    return (await services.run(createShippingRate, input, { actor, key: newId() })).result
  }
})

describe('the tax table', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [pricing] })
  })
  after(() => services.close())

  it('has the EU, the UK and California, page by page', async () => {
    const countries = new Set<string>()
    for (let after: string | null | undefined; after !== null; ) {
      const input = { limit: 100, ...(after ? { after } : {}) }
      const page: { items: { country: string }[]; next: string | null } = accepted(
        (await services.run(listTaxRates, input)).result,
      )
      for (const rate of page.items) countries.add(rate.country)
      after = page.next
    }
    assert.equal(countries.size, 29)
  })

  it('keeps a rate by region code, and changes it from the same day', async () => {
    const rate = {
      country: 'US',
      region: 'us-ny',
      taxClass: 'standard' as const,
      validFrom: '2024-01-01',
      inclusive: false,
      taxesShipping: true,
    }
    for (const ratePpm of [30_000, 40_000]) {
      const { result } = await services.run(
        setTaxRate,
        { ...rate, ratePpm },
        { actor: operator, key: newId() },
      )
      assert.deepEqual(accepted(result), { ...rate, region: 'NY', ratePpm })
    }
    const listed = accepted((await services.run(listTaxRates, { country: 'US' })).result)
    assert.equal(listed.items.filter((one) => one.region === 'NY').length, 1)
  })
})

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'done' : result.code
}
