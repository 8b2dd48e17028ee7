import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, type Result, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import { changeSale, createSale, findPrices, listSales, removeSale, setPrices } from '../contract.ts'
import pricing from '../service.ts'
import { findPrices as findPricesAt } from '../store/prices.ts'
import announceSale from './announce-sale.ts'

const importer = serviceActor('product-service')
const vendorId = newId()
const permissions = ['pricing.change_prices', 'pricing.read_prices']
const seller = actorWith(permissions, { vendorId })
const stranger = actorWith(permissions, { vendorId: newId() })
const dayMs = 86_400_000

describe('a sale', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [pricing] })
  })
  after(() => services.close())

  it('lowers the price while it runs, and shows the lowest price before it', async () => {
    await price('RUNS', 1_000)
    const endsAt = new Date(Date.now() + dayMs).toISOString()
    accepted(await create({ sku: 'RUNS', amount: 700, endsAt }))
    const found = await find('RUNS')
    assert.deepEqual(found, {
      sku: 'RUNS',
      basePrice: 1_000,
      salePrice: 700,
      saleUntil: endsAt,
      lowest30Days: 1_000,
      currency: 'EUR',
    })
  })

  it('does not lower the price before it begins', async () => {
    await price('LATER', 1_000)
    const startsAt = new Date(Date.now() + dayMs).toISOString()
    accepted(await create({ sku: 'LATER', amount: 700, startsAt }))
    assert.equal((await find('LATER'))?.salePrice, null)
    const [tomorrow] = await findPricesAt(
      contextOf().sql,
      { skus: ['LATER'], currency: 'EUR' },
      new Date(Date.now() + 2 * dayMs),
    )
    assert.equal(tomorrow?.salePrice, 700)
  })

  it('cannot begin in the past', async () => {
    await price('PAST', 1_000)
    const sale = accepted(await create({ sku: 'PAST', amount: 700, startsAt: '2020-01-01T00:00:00Z' }))
    assert.ok(Date.parse(sale.startsAt) > Date.now() - 60_000)
  })

  it('is refused when it is not lower, ends too early, or is for a SKU without price', async () => {
    await price('DEAR', 1_000)
    assert.equal(codeOf(await create({ sku: 'DEAR', amount: 1_000 })), 'SALE_NOT_LOWER')
    const endsAt = '2020-01-01T00:00:00Z'
    assert.equal(codeOf(await create({ sku: 'DEAR', amount: 10, endsAt })), 'VALIDATION_FAILED')
    assert.equal(codeOf(await create({ sku: 'NOWHERE', amount: 10 })), 'SKU_NOT_FOUND')
  })

  it('keeps its price once it began: only its end can move', async () => {
    await price('FIXED', 1_000)
    const { saleId } = accepted(await create({ sku: 'FIXED', amount: 700 }))
    const cheaper = { saleId, version: 1, price: { amount: 600, currency: 'EUR' } }
    assert.equal(codeOf((await services.run(changeSale, cheaper, { actor: seller })).result), 'SALE_STARTED')
    const endsAt = new Date(Date.now() + dayMs).toISOString()
    const shorter = await services.run(changeSale, { saleId, version: 1, endsAt }, { actor: seller })
    assert.equal(accepted(shorter.result).endsAt, endsAt)
    const late = await services.run(changeSale, { saleId, version: 1, endsAt: null }, { actor: seller })
    assert.equal(codeOf(late.result), 'VERSION_CONFLICT')
  })

  it('that was ended stays in the price history', async () => {
    await price('ENDED', 1_000)
    const { saleId } = accepted(await create({ sku: 'ENDED', amount: 400 }))
    accepted((await services.run(removeSale, { saleId }, { actor: seller })).result)
    assert.equal((await find('ENDED'))?.salePrice, null)
    accepted(await create({ sku: 'ENDED', amount: 900 }))
    assert.equal((await find('ENDED'))?.lowest30Days, 400)
  })

  it('that never began is forgotten', async () => {
    await price('NEVER', 1_000)
    const startsAt = new Date(Date.now() + dayMs).toISOString()
    const { saleId } = accepted(await create({ sku: 'NEVER', amount: 400, startsAt }))
    accepted((await services.run(removeSale, { saleId }, { actor: seller })).result)
    const again = await services.run(removeSale, { saleId }, { actor: seller })
    assert.equal(codeOf(again.result), 'NOT_FOUND')
  })

  it('is told when it begins and when it ends', async () => {
    await price('TOLD', 1_000)
    const inOneHour = new Date(Date.now() + 3_600_000).toISOString()
    const inTwoHours = new Date(Date.now() + 7_200_000).toISOString()
    const sale = accepted(await create({ sku: 'TOLD', amount: 700, startsAt: inOneHour, endsAt: inTwoHours }))
    const { rows } = await services.database.system.query(
      `select data from rialto_job where kind = 'pricing.announce_sale' and key like $1`,
      [`${sale.saleId}%`],
    )
    assert.equal(rows.length, 2)
    const before = await eventsSaying('TOLD')
    await announceSale.run({ key: '', data: rows[0].data, attempts: 1 }, contextOf())
    assert.equal(await eventsSaying('TOLD'), before + 1)
  })

  it("of another vendor's SKU does not exist for a vendor", async () => {
    await price('OTHERS', 1_000)
    assert.equal(codeOf(await create({ sku: 'OTHERS', amount: 700 }, stranger)), 'SKU_NOT_FOUND')
    const { saleId } = accepted(await create({ sku: 'OTHERS', amount: 700 }))
    const change = await services.run(changeSale, { saleId, version: 1 }, { actor: stranger })
    assert.equal(codeOf(change.result), 'NOT_FOUND')
    const removal = await services.run(removeSale, { saleId }, { actor: stranger })
    assert.equal(codeOf(removal.result), 'NOT_FOUND')
    assert.deepEqual(accepted((await services.run(listSales, {}, { actor: stranger })).result).items, [])
  })

  describe('shows as reference the lowest price of the 30 days before it', () => {
    const now = new Date('2026-11-20T12:00:00Z')

    it('and not an older one', async () => {
      await history('WINDOW', [
        { amount: 300, from: 100, until: 45 },
        { amount: 900, from: 45, until: 20 },
        { amount: 800, from: 20, until: 10 },
      ])
      await present('WINDOW', { base: 1_000, since: 10 })
      await sale('WINDOW', { amount: 700, from: 2 })
      assert.equal(await lowest('WINDOW'), 800)
    })

    it('and a price that began before the 30 days but lasted into them', async () => {
      await history('EDGE', [{ amount: 300, from: 100, until: 31 }])
      await present('EDGE', { base: 1_000, since: 31 })
      await sale('EDGE', { amount: 700, from: 2 })
      assert.equal(await lowest('EDGE'), 300)
    })

    it('and an earlier sale', async () => {
      await present('AGAIN', { base: 1_000, since: 90 })
      await sale('AGAIN', { amount: 500, from: 20, until: 15 })
      await sale('AGAIN', { amount: 700, from: 2 })
      assert.equal(await lowest('AGAIN'), 500)
    })

    it('and nothing when it was never sold without a reduction', async () => {
      await present('NEW', { base: 1_000, since: 2, sale: 700 })
      assert.equal(await lowest('NEW'), null)
    })

    async function lowest(sku: string) {
      const [found] = await findPricesAt(contextOf().sql, { skus: [sku], currency: 'EUR' }, now)
      return found?.lowest30Days
    }

    function daysAgo(days: number): Date {
      return new Date(now.getTime() - days * dayMs)
    }

    // Months of history cannot be made through endpoints: rows are written as the endpoints would have.
    async function history(sku: string, rows: readonly { amount: number; from: number; until: number }[]) {
      for (const { amount, from, until } of rows) {
        await services.database.system.query(
          `insert into pricing_price_history (tenant_id, sku, currency, amount, base_amount, from_at, until_at)
           values ($1, $2, 'EUR', $3, $3, $4, $5)`,
          [tenantA, sku, amount, daysAgo(from), daysAgo(until)],
        )
      }
    }

    async function present(sku: string, parts: { base: number; since: number; sale?: number }) {
      await services.database.system.query(
        `insert into pricing_price (tenant_id, sku, currency, product_id, vendor_id, base_amount, sale_amount, since,
           sale_since) values ($1, $2, 'EUR', $3, $4, $5, $6::bigint, $7, case when $6::bigint is not null then $7::timestamptz end)`,
        [tenantA, sku, newId(), vendorId, parts.base, parts.sale ?? null, daysAgo(parts.since)],
      )
    }

    async function sale(sku: string, parts: { amount: number; from: number; until?: number }) {
      const until = parts.until === undefined ? null : daysAgo(parts.until)
      await services.database.system.query(
        `insert into pricing_sale (tenant_id, id, vendor_id, sku, currency, amount, starts_at, ends_at)
         values ($1, $2, $3, $4, 'EUR', $5, $6, $7)`,
        [tenantA, newId(), vendorId, sku, parts.amount, daysAgo(parts.from), until],
      )
    }
  })

  function contextOf() {
    return services.runtime.contextFor('pricing-service', { tenant: tenantA, traceparent: '00-0-0-00' })
  }

  async function price(sku: string, amount: number): Promise<void> {
    const entry = { sku, productId: newId(), vendorId, prices: [{ amount, currency: 'EUR' }] }
    accepted((await services.run(setPrices, { entries: [entry] }, { actor: importer })).result)
  }

  async function find(sku: string) {
    const input = { skus: [sku], currency: 'EUR' }
    return accepted((await services.run(findPrices, input, { actor: importer })).result).items[0]
  }

  async function create(
    { amount, ...sale }: { sku: string; amount: number; startsAt?: string; endsAt?: string },
    actor = seller,
  ) {
    const input = { ...sale, price: { amount, currency: 'EUR' } }
    return (await services.run(createSale, input, { actor, key: newId() })).result
  }

  function codeOf(result: Result<unknown>): string {
    return result.ok ? 'done' : result.code
  }

  async function eventsSaying(sku: string): Promise<number> {
    const { rows } = await services.database.system.query(
      `select count(*)::int as count from rialto_outbox where type = 'pricing.price_changed' and data ->> 'sku' = $1`,
      [sku],
    )
    return rows[0].count
  }
})
