import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantB, testServices } from '@rialto/testing'
import {
  createPromotion,
  createSale,
  createShippingRate,
  listTaxRates,
  makeQuote,
  removePromotion,
  setPrices,
  setTaxRate,
} from '../contract.ts'
import type { QuoteRequest } from '../model/lines.ts'
import { seedRates, taxSeed } from '../model/tax-seed.ts'
import pricing from '../service.ts'
import { seedTaxTable } from '../store/taxes.ts'

const orders = serviceActor('order-service')
const vendorId = newId()
const operator = actorWith(['pricing.manage_promotions', 'pricing.manage_taxes', 'pricing.change_prices'])
const seller = actorWith(['pricing.manage_shipping'], { vendorId })

describe('making a quote', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [pricing] })
    await price('CUP', 1_000)
  })
  after(() => services.close())

  it('prices a basket, and gives the same digest for the same basket', async () => {
    const [first, second] = [await quote(['CUP']), await quote(['CUP'])]
    assert.deepEqual([first.totals.total, first.totals.taxIncluded], [1_000, 160])
    assert.equal(first.digest, second.digest)
    assert.notEqual(first.quoteId, second.quoteId)
    assert.match(first.digest, /^[\w-]{43}$/)
  })

  it('gives another digest when a price changed', async () => {
    await price('MOVING', 1_000)
    const before = await quote(['MOVING'])
    await price('MOVING', 1_001)
    assert.notEqual((await quote(['MOVING'])).digest, before.digest)
  })

  it('names a SKU that has no price in the currency', async () => {
    const answer = await quote(['CUP', 'NOTHING'])
    assert.deepEqual(answer.unpriced, ['NOTHING'])
    assert.deepEqual((await quote(['CUP'], { currency: 'JPY' })).unpriced, ['CUP'])
  })

  it('asks the price of a sale that runs', async () => {
    await price('SALE', 1_000)
    const input = { sku: 'SALE', price: { amount: 700, currency: 'EUR' } }
    accepted((await services.run(createSale, input, { actor: operator, key: 'sale' })).result)
    const { lines } = await quote(['SALE'])
    assert.deepEqual([lines[0]?.unitPrice, lines[0]?.listPrice], [700, 1_000])
  })

  it('offers the shipping of the vendor that reaches the country', async () => {
    const localNames = { de: 'Paket', ar: 'طرد' }
    const rate = (countries: string[] | null, amount: number) => ({
      name: 'Parcel',
      localNames,
      countries,
      daysMin: 1,
      daysMax: 2,
      bands: [{ upToGrams: 1_000, price: { amount, currency: 'EUR' } }],
    })
    for (const [key, input] of Object.entries({ zone: rate(['DE', 'AT'], 490), world: rate(null, 1990) })) {
      accepted((await services.run(createShippingRate, input, { actor: seller, key })).result)
    }
    const pricesTo = async (country: string) =>
      (await quote(['CUP'], { country })).vendors[0]?.shippingOptions.map((option) => option.price)
    assert.deepEqual(await pricesTo('AT'), [490])
    assert.deepEqual(await pricesTo('BR'), [1_990])
    const [option] = (await quote(['CUP'])).vendors[0]?.shippingOptions ?? []
    assert.deepEqual([option?.name, option?.localNames], ['Parcel', localNames])
  })

  it('applies a code until it is withdrawn', async () => {
    const input = { code: 'TEN', kind: 'percent' as const, ratePpm: 100_000, fundedBy: 'platform' as const }
    const made = await services.run(
      createPromotion,
      { ...input, totalMax: 3 },
      { actor: operator, key: 'ten' },
    )
    const { promotionId } = accepted(made.result)
    const { totals, limits } = await quote(['CUP'], { codes: ['ten'] })
    assert.equal(totals.discounts, 100)
    assert.deepEqual(limits, [{ scope: 'promo:TEN', subject: 'total', quantity: 1, max: 3 }])
    accepted((await services.run(removePromotion, { promotionId }, { actor: operator })).result)
    const after = await quote(['CUP'], { codes: ['ten'] })
    assert.deepEqual([after.codes[0]?.reason, after.totals.discounts], ['unknown', 0])
  })

  it('taxes by a rate that the marketplace set itself, from its next quote on', async () => {
    const before = await quote(['CUP'], { country: 'CH' })
    const rate = {
      country: 'CH',
      region: null,
      taxClass: 'standard' as const,
      validFrom: '2024-01-01',
      ratePpm: 81_000,
      inclusive: true,
      taxesShipping: true,
    }
    accepted((await services.run(setTaxRate, rate, { actor: operator, key: 'swiss' })).result)
    const after = await quote(['CUP'], { country: 'CH' })
    assert.deepEqual([before.totals.taxIncluded > 0, after.lines[0]?.taxIncluded], [false, 75])
    assert.notEqual(after.digest, before.digest)
    const listed = accepted((await services.run(listTaxRates, { country: 'CH' })).result)
    assert.deepEqual(listed.items, [rate])
  })

  it('takes over a newer edition of our tax table, and keeps the rows that were there', async () => {
    const scope = { tenant: tenantB, traceparent: '00-0-0-00' }
    const ctx = services.runtime.contextFor('pricing-service', scope)
    const [row] = seedRates.filter((rate) => rate.country === 'DE' && rate.taxClass === 'standard')
    assert.ok(row)
    await ctx.tx((tx) => seedTaxTable(tx, taxSeed - 1, [{ ...row, ratePpm: 160_000 }]))
    const listed = await services.run(listTaxRates, { country: 'DE' }, { tenant: tenantB })
    assert.deepEqual(
      accepted(listed.result).items.map((rate) => [rate.taxClass, rate.ratePpm]),
      [
        ['reduced', 70_000],
        ['standard', 160_000],
        ['zero', 0],
      ],
    )
  })

  it('is given at once to many who come to a marketplace that has no tax table yet', async () => {
    const other = await testServices({ services: [pricing] })
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => other.run(makeQuote, requestOf(['CUP']), { actor: orders })),
    )
    assert.ok(answers.every((answer) => answer.result.ok))
    await other.close()
  })

  it('knows no price of another marketplace', async () => {
    const answer = await services.run(makeQuote, requestOf(['CUP']), { actor: orders, tenant: tenantB })
    assert.deepEqual(accepted(answer.result).unpriced, ['CUP'])
  })

  it('is closed to people', async () => {
    const answer = await services.run(makeQuote, requestOf(['CUP']), { actor: operator })
    assert.equal(answer.result.ok ? '' : answer.result.code, 'SIGN_IN_REQUIRED')
  })

  async function price(sku: string, amount: number): Promise<void> {
    const entry = { sku, productId: newId(), vendorId, prices: [{ amount, currency: 'EUR' }] }
    accepted((await services.run(setPrices, { entries: [entry] }, { actor: orders })).result)
  }

  async function quote(skus: readonly string[], more: Partial<QuoteRequest> = {}) {
    const request = { ...requestOf(skus), ...more }
    return accepted((await services.run(makeQuote, request, { actor: orders })).result)
  }

  const lineId = newId()
  const productId = newId()

  function requestOf(skus: readonly string[]): QuoteRequest {
    return {
      currency: 'EUR',
      country: 'DE',
      region: null,
      personKey: 'a-person',
      codes: [],
      shipping: [],
      lines: skus.map((sku) => ({
        lineId,
        sku,
        productId,
        vendorId,
        categoryIds: [],
        taxClass: 'standard' as const,
        weightGrams: 300,
        quantity: 1,
      })),
    }
  }
})
