import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantB, testServices } from '@rialto/testing'
import {
  adjustStock,
  countStock,
  createWarehouse,
  getProductStock,
  listLevels,
  listMovements,
  receiveStock,
  setStock,
  takeHold,
} from '../contract.ts'
import inventory from '../service.ts'

const permissions = ['inventory.manage_warehouses', 'inventory.change_stock', 'inventory.read_stock']
const operator = actorWith(permissions)
const internal = serviceActor('product-service')

describe('changing stock', () => {
  let services: TestServices
  let warehouseId = ''
  const vendorId = newId()
  const productId = newId()
  const vendor = actorWith(permissions, { vendorId })
  const stranger = actorWith(permissions, { vendorId: newId() })

  before(async () => {
    services = await testServices({ services: [inventory] })
    const input = { code: 'MAIN', name: 'Main', country: 'IT', priority: 1 }
    warehouseId = accepted(
      (await services.run(createWarehouse, input, { actor: operator, key: 'main' })).result,
    ).id
    await set('OURS', 10)
  })
  after(() => services.close())

  it('adds what arrived, once for each key', async () => {
    const input = { sku: 'OURS', warehouseId, quantity: 5 }
    const both = await Promise.all(
      [1, 2].map(() => services.run(receiveStock, input, { actor: vendor, key: 'r1' })),
    )
    assert.equal(new Set(both.map((answer) => answer.reply?.text)).size, 1)
    assert.equal(accepted(both[0]?.result as never as { ok: true; value: { onHand: number } }).onHand, 15)
  })

  it('does not know the SKU of another vendor', async () => {
    for (const [endpoint, extra] of [
      [receiveStock, { quantity: 1 }],
      [adjustStock, { quantity: -1 }],
      [countStock, { counted: 0 }],
    ] as const) {
      const input = { sku: 'OURS', warehouseId, ...extra } as never
      const { result } = await services.run(endpoint as typeof receiveStock, input, {
        actor: stranger,
        key: newId(),
      })
      assert.equal(result.ok ? 'done' : result.code, 'SKU_NOT_FOUND')
    }
  })

  it('never adjusts away what is promised, but a stocktake may, and opens a shortage', async () => {
    await set('SHORT', 3)
    const hold = {
      holdId: newId(),
      generation: 1,
      lifeSeconds: 60,
      lines: [{ sku: 'SHORT', quantity: 3 }],
      limits: [],
    }
    accepted((await services.run(takeHold, hold, { actor: internal })).result)
    const adjusted = await services.run(
      adjustStock,
      { sku: 'SHORT', warehouseId, quantity: -1 },
      { actor: vendor, key: 'a1' },
    )
    assert.equal(adjusted.result.ok ? 'done' : adjusted.result.code, 'STOCK_PROMISED')
    const counted = await services.run(
      countStock,
      { sku: 'SHORT', warehouseId, counted: 1 },
      { actor: vendor, key: 'c1' },
    )
    assert.equal(accepted(counted.result).available, 0)
    const { rows } = await services.database.system.query(
      `select missing from inventory_shortage where sku = 'SHORT' and closed_at is null`,
    )
    assert.deepEqual(rows, [{ missing: 2 }])
  })

  it('changes and publishes nothing when an import sets the same stock again', async () => {
    await set('SAME', 7)
    const before = await outboxCount()
    assert.equal(await set('SAME', 7), 0)
    assert.equal(await outboxCount(), before)
  })

  it('announces the last unit going and the first coming, once each', async () => {
    await set('FLIP', 1)
    const hold = {
      holdId: newId(),
      generation: 1,
      lifeSeconds: 60,
      lines: [{ sku: 'FLIP', quantity: 1 }],
      limits: [],
    }
    accepted((await services.run(takeHold, hold, { actor: internal })).result)
    await set('FLIP', 5)
    const { rows } = await services.database.system.query(
      `select (data ->> 'inStock')::boolean as stock from rialto_outbox
       where type = 'inventory.availability_changed' and subject = 'sku:FLIP' order by pos`,
    )
    assert.deepEqual(
      rows.map((row) => row.stock),
      [true, false, true],
    )
  })

  it('shows a vendor its own levels and movements only', async () => {
    const own = accepted((await services.run(listLevels, {}, { actor: vendor })).result)
    assert.ok(own.items.length > 0 && own.items.every((level) => level.vendorId === vendorId))
    assert.deepEqual(accepted((await services.run(listLevels, {}, { actor: stranger })).result).items, [])
    assert.deepEqual(
      accepted((await services.run(listMovements, { sku: 'OURS' }, { actor: stranger })).result).items,
      [],
    )
    assert.ok(
      accepted((await services.run(listMovements, { sku: 'OURS' }, { actor: vendor })).result).items.length >
        0,
    )
  })

  it('pages through levels without a gap', async () => {
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = accepted(
        (await services.run(listLevels, { limit: 2, ...(after ? { after } : {}) }, { actor: operator }))
          .result,
      )
      seen.push(...page.items.map((level) => level.sku))
      if (page.next === null) break
      after = page.next
    }
    assert.deepEqual(seen, [...new Set(seen)].sort())
    const { items } = accepted(
      (await services.run(listLevels, { limit: 100, sortOrder: 'desc' }, { actor: operator })).result,
    )
    assert.deepEqual(items.map((level) => level.sku).toReversed(), seen)
  })

  it('tells other systems the stock of a product, and nothing in another marketplace (@R-002.27)', async () => {
    const here = await services.run(getProductStock, { productId }, { actor: serviceToken })
    assert.ok(accepted(here.result).totalStock > 0)
    const there = await services.run(getProductStock, { productId }, { actor: serviceToken, tenant: tenantB })
    assert.deepEqual(accepted(there.result), { totalStock: 0, warehouses: [] })
  })

  const serviceToken = serviceActor('service-token')

  async function set(sku: string, quantity: number): Promise<number> {
    const entries = [{ sku, quantity, warehouse: 'MAIN', productId, vendorId }]
    return accepted(
      (await services.run(setStock, { causeId: 'import', entries }, { actor: internal })).result,
    ).changed
  }

  async function outboxCount(): Promise<bigint> {
    const { rows } = await services.database.system.query('select count(*) from rialto_outbox')
    return rows[0].count
  }
})
