import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import fc from 'fast-check'
import { changeHold, createWarehouse, setStock, takeHold } from '../contract.ts'
import { type HoldChange, type HoldState, nextHoldState } from '../model.ts'
import inventory from '../service.ts'

const orderService = serviceActor('order-service')
type Buckets = { on_hand: number; reserved: number; allocated: number; overdraft: number }

describe('the life of a hold', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [inventory] })
    const input = { code: 'MAIN', name: 'Main', country: 'IT', priority: 1 }
    const operator = actorWith(['inventory.manage_warehouses'])
    accepted((await services.run(createWarehouse, input, { actor: operator, key: 'main' })).result)
  })
  after(() => services.close())

  it('moves reserved units to allocated when it is committed, once', async () => {
    const hold = await held('C1', 10, 3)
    await change(hold, 'attach')
    await change(hold, 'capture')
    await Promise.all([change(hold, 'commit'), change(hold, 'commit')])
    assert.deepEqual(await buckets('C1'), { on_hand: 10, reserved: 0, allocated: 3, overdraft: 0 })
  })

  it('gives its units and its limits back when it is released', async () => {
    const limits = [{ scope: 'drop', subject: 'ben', quantity: 3, max: 3 }]
    const hold = await held('R1', 10, 3, limits)
    await change(hold, 'release')
    assert.deepEqual(await buckets('R1'), { on_hand: 10, reserved: 0, allocated: 0, overdraft: 0 })
    await held('R1', 10, 3, limits)
  })

  it('is attached to one order only', async () => {
    const hold = await held('A1', 5, 1)
    await change(hold, 'attach', { orderId: newId() })
    const again = await attempt(hold, 'attach', { orderId: newId() })
    assert.equal(again.ok ? 'attached' : again.code, 'HOLD_EXPIRED')
  })

  it('cannot be attached after its time, though nobody has swept it yet', async () => {
    const hold = await held('T1', 5, 1)
    await shiftClock('2 minutes')
    const late = await attempt(hold, 'attach')
    assert.equal(late.ok ? 'attached' : late.code, 'HOLD_EXPIRED')
    await shiftClock('0')
  })

  it('is swept after its time, but not while it is attached', async () => {
    const loose = await held('S1', 5, 1)
    const attached = await held('S2', 5, 1)
    await change(attached, 'attach')
    await shiftClock('2 minutes')
    await services.database.system.query('select inventory_sweep_holds_v1($1, 500)', [tenantA])
    await shiftClock('0')
    assert.equal((await buckets('S1')).reserved, 0)
    assert.equal((await buckets('S2')).reserved, 1)
    const dead = await attempt(loose, 'capture')
    assert.equal(dead.ok ? 'capturing' : dead.code, 'HOLD_EXPIRED')
  })

  it('ships part of its units and cancels the rest', async () => {
    const hold = await held('P1', 10, 4)
    await change(hold, 'attach')
    await change(hold, 'commit')
    const item = { tenantId: tenantA, ...hold, causeId: 'x' }
    await raw({ ...item, change: 'ship', lines: [{ sku: 'P1', quantity: 1 }] })
    await raw({ ...item, change: 'cancel' })
    assert.deepEqual(await buckets('P1'), { on_hand: 9, reserved: 0, allocated: 0, overdraft: 0 })
  })

  it('sells nobody what a stocktake did not find: what comes back makes up for what is missing', async () => {
    const [kept, given] = [await held('G1', 3, 1), await held('G1', 0, 2)]
    for (const one of [kept, given]) {
      await change(one, 'attach')
      await change(one, 'commit')
    }
    await count('G1', 1)
    assert.deepEqual(await buckets('G1'), { on_hand: 1, reserved: 0, allocated: 3, overdraft: 2 })
    await raw({ tenantId: tenantA, ...given, causeId: 'x', change: 'cancel' })
    assert.deepEqual(await buckets('G1'), { on_hand: 1, reserved: 0, allocated: 1, overdraft: 0 })
    assert.equal(await openShortages('G1'), 0)
    const loose = await held('G2', 2, 2)
    await count('G2', 1)
    await change(loose, 'release')
    assert.deepEqual(await buckets('G2'), { on_hand: 1, reserved: 0, allocated: 0, overdraft: 0 })
  })

  it('ships what a stocktake did not find: it was there', async () => {
    const hold = await held('F1', 2, 2)
    await change(hold, 'attach')
    await change(hold, 'commit')
    await count('F1', 1)
    await raw({ tenantId: tenantA, ...hold, causeId: 'x', change: 'ship' })
    assert.deepEqual(await buckets('F1'), { on_hand: 0, reserved: 0, allocated: 0, overdraft: 0 })
    assert.equal(await openShortages('F1'), 0)
  })

  it('keeps every bucket equal to the sum of its movements (INV-2)', async () => {
    const { rows } = await services.database.system.query(
      `select s.sku from inventory_stock s
       left join (select tenant_id, sku, warehouse_id,
           coalesce(sum(delta) filter (where bucket = 'on_hand'), 0) as on_hand,
           coalesce(sum(delta) filter (where bucket = 'reserved'), 0) as reserved,
           coalesce(sum(delta) filter (where bucket = 'allocated'), 0) as allocated,
           coalesce(sum(delta) filter (where bucket = 'overdraft'), 0) as overdraft
         from inventory_movement group by 1, 2, 3) m using (tenant_id, sku, warehouse_id)
       where (s.on_hand, s.reserved, s.allocated, s.overdraft) is distinct from
         (coalesce(m.on_hand, 0), coalesce(m.reserved, 0), coalesce(m.allocated, 0), coalesce(m.overdraft, 0))`,
    )
    assert.deepEqual(rows, [])
  })

  it('moves through its states as the pure function says (INV-6)', async () => {
    const changes = fc.array(
      fc.constantFrom<HoldChange>('attach', 'capture', 'uncapture', 'commit', 'release'),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const hold = await held('M1', 1_000_000, 1)
        let state: HoldState = 'held'
        let attachedTo: string | null = null
        for (const one of list) {
          const orderId = newId()
          const result = await attempt(hold, one as 'attach', { orderId })
          const expected = nextHoldState(state, one)
          if ('state' in expected) {
            assert.equal(accepted(result).state, expected.state)
            if (one === 'attach' && attachedTo === null) attachedTo = orderId
            state = expected.state
          } else {
            assert.equal(result.ok ? '' : result.code, expected.code)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  async function count(sku: string, quantity: number): Promise<void> {
    const entry = { sku, quantity, warehouse: 'MAIN', productId: newId(), vendorId: newId() }
    accepted(
      (await services.run(setStock, { causeId: 'test', entries: [entry] }, { actor: orderService })).result,
    )
  }

  async function openShortages(sku: string): Promise<number> {
    const { rows } = await services.database.system.query(
      'select count(*)::int as open from inventory_shortage where sku = $1 and closed_at is null',
      [sku],
    )
    return rows[0].open
  }

  async function held(sku: string, onHand: number, quantity: number, limits: never[] | object[] = []) {
    if (onHand > 0) await count(sku, onHand)
    const hold = { holdId: newId(), generation: 1 }
    const request = { ...hold, lifeSeconds: 60, lines: [{ sku, quantity }], limits: limits as never[] }
    accepted((await services.run(takeHold, request, { actor: orderService })).result)
    return hold
  }

  type Change = 'attach' | 'capture' | 'uncapture' | 'commit' | 'release'

  async function attempt(
    hold: { holdId: string; generation: number },
    wanted: Change,
    extra: { orderId?: string } = {},
  ) {
    const input = { ...hold, change: wanted, orderId: extra.orderId ?? hold.holdId, lifeSeconds: 600 }
    const { result } = await services.run(changeHold, input, { actor: orderService })
    return result
  }

  async function change(
    hold: { holdId: string; generation: number },
    wanted: Change,
    extra: { orderId?: string } = {},
  ) {
    return accepted(await attempt(hold, wanted, extra))
  }

  async function raw(item: object): Promise<void> {
    await services.database.app.query('select n, outcome from inventory_change_hold_v1($1)', [
      JSON.stringify([item]),
    ])
  }

  async function buckets(sku: string): Promise<Buckets> {
    const { rows } = await services.database.system.query(
      'select on_hand, reserved, allocated, overdraft from inventory_stock where sku = $1',
      [sku],
    )
    return rows[0]
  }

  async function shiftClock(shift: string): Promise<void> {
    await services.database.system.query('update rialto_clock set shift = $1', [shift])
  }
})
