import assert from 'node:assert/strict'
import { newId, type Result, serviceActor } from '@rialto/core'
import { continueTrace } from '@rialto/http'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import {
  closeDrop,
  createWarehouse,
  findAvailability,
  findDrops,
  setDrop,
  setStock,
  takeHold,
} from '../contract.ts'
import inventory from '../service.ts'
import { changeHoldsInside } from '../store.ts'

const operator = actorWith(['inventory.manage_warehouses'])
const service = serviceActor('order-service')

export type Line = { sku: string; quantity: number; dropId?: string }
type Plan = {
  slices: readonly { sku: string; quantity: number }[]
  dropId?: string
  version?: number
  opensInSeconds?: number
  lastsSeconds?: number
  perPersonMax?: number
}
type HoldWish = { lines: readonly Line[]; account?: string }

export type DropsShop = Awaited<ReturnType<typeof dropsShop>>

/** Inventory-service with two warehouses on a database of its own, and what tests of drops do with it. */
export async function dropsShop() {
  const services = await testServices({ services: [inventory] })
  for (const [code, priority] of [
    ['NEAR', 1],
    ['FAR', 2],
  ] as const) {
    const input = { code, name: code, country: 'IT', priority }
    accepted((await services.run(createWarehouse, input, { actor: operator, key: code })).result)
  }
  return {
    ...services,
    ...stockOf(services),
    ...dropsOf(services),
    ...holdsOf(services),
    ...booksOf(services),
  }
}

function stockOf({ run, database }: TestServices) {
  const count = async (sku: string, quantity: number, warehouse = 'NEAR') => {
    const { rows } = await database.system.query(
      'select product_id as "productId", vendor_id as "vendorId" from inventory_stock where sku = $1 limit 1',
      [sku],
    )
    const owner = rows[0] ?? { productId: newId(), vendorId: newId() }
    const entries = [{ sku, quantity, warehouse, ...owner }]
    accepted((await run(setStock, { causeId: 'test', entries }, { actor: service })).result)
  }
  /** A new product with so many units, half of them far away. */
  const product = async (units: number) => {
    const sku = `SKU-${newId().slice(-10)}`
    await count(sku, Math.ceil(units / 2), 'NEAR')
    await count(sku, Math.floor(units / 2), 'FAR')
    return sku
  }
  const available = async (sku: string) => {
    const answer = await run(findAvailability, { skus: [sku] }, { actor: service })
    return accepted(answer.result).items[0]?.available ?? -1
  }
  return { count, product, available }
}

function dropsOf(services: TestServices) {
  const { run } = services
  const plan = async (wish: Plan) => {
    const { slices, dropId = newId(), version = 1, opensInSeconds = 60, lastsSeconds = 3_600 } = wish
    const opens = Date.now() + opensInSeconds * 1_000
    const terms = {
      dropId,
      version,
      opensAt: new Date(opens).toISOString(),
      endsAt: new Date(opens + lastsSeconds * 1_000).toISOString(),
      perPersonMax: wish.perPersonMax ?? 10,
      slices: [...slices],
    }
    return { dropId, answer: (await run(setDrop, terms, { actor: service })).result as Result<unknown> }
  }
  const planned = async (wish: Plan) => {
    const { dropId, answer } = await plan(wish)
    accepted(answer)
    return dropId
  }
  return {
    plan,
    planned,
    open: (wish: Plan) => planned({ opensInSeconds: -0.1, ...wish }),
    endDrop: async (dropId: string, why: 'cancel' | 'end' | 'due' = 'end') =>
      (await run(closeDrop, { dropId, why }, { actor: service })).result,
    find: async (dropIds: string[], account: string) =>
      (await run(findDrops, { dropIds, account }, { actor: service })).result,
    sweep: async () => {
      const job = inventory.jobs.find((one) => one.kind === 'inventory.sweep_drops')
      await job?.run({ key: 'test', data: {}, attempts: 1 }, contextOf(services))
    },
  }
}

function holdsOf(services: TestServices) {
  const tryHold = async ({ lines, account }: HoldWish) => {
    const request = { holdId: newId(), generation: 1, lifeSeconds: 60, lines: [...lines], limits: [] }
    const input = { ...request, ...(account === undefined ? {} : { account }) }
    const { result } = await services.run(takeHold, input, { actor: service })
    return { holdId: request.holdId, result }
  }
  return {
    hold: async (wish: HoldWish) => (await tryHold(wish)).result,
    holdUnits: async (wish: HoldWish) => {
      const { holdId, result } = await tryHold(wish)
      accepted(result)
      return holdId
    },
    /** The hold, or null when it was refused. */
    tryHold: async (wish: HoldWish) => {
      const { holdId, result } = await tryHold(wish)
      return result.ok ? holdId : null
    },
    change: async (holdId: string, change: string) =>
      assert.equal(await changeUnits(services, holdId, change), 'done'),
    /** What may be refused: the hold is where it is. To pay is to attach and commit. */
    tryChange: async (holdId: string | undefined, change: string) => {
      if (holdId === undefined) return
      const steps = change === 'pay' ? ['attach', 'commit'] : [change]
      for (const step of steps) await changeUnits(services, holdId, step)
    },
  }
}

/** A change of a hold, as an event of its order makes it; answers what it was told. */
async function changeUnits(services: TestServices, holdId: string, change: string): Promise<string> {
  const item = { holdId, generation: 1, change, orderId: holdId, lifeSeconds: 60, causeId: holdId }
  const [code] = await contextOf(services).tx((tx) => changeHoldsInside(tx, [{ tenantId: tenantA, ...item }]))
  if (!code) throw new Error('The change of the hold was not answered')
  return code
}

function contextOf(services: TestServices) {
  const scope = { tenant: tenantA, traceparent: continueTrace(undefined) }
  return services.runtime.contextFor('inventory-service', scope)
}

function booksOf({ database }: TestServices) {
  const rowsOf = async (sql: string, values: unknown[]) => (await database.system.query(sql, values)).rows
  const row = async (sql: string, values: unknown[]) => (await rowsOf(sql, values))[0]
  return {
    slice: (dropId: string) =>
      row(
        'select sum(quantity)::int as quantity, sum(unsold)::int as unsold from inventory_slice where drop_id = $1',
        [dropId],
      ),
    level: (sku: string) =>
      row(
        `select sum(on_hand)::int as "onHand", sum(reserved)::int as reserved, sum(allocated)::int as allocated,
           sum(set_aside)::int as "setAside",
           sum(on_hand + overdraft - reserved - allocated - set_aside)::int as available
         from inventory_stock where sku = $1`,
        [sku],
      ),
    told: async (type: string, dropId: string): Promise<number> =>
      (await rowsOf('select from rialto_outbox where type = $1 and subject = $2', [type, `drop:${dropId}`]))
        .length,
    /** Every bucket is the sum of its movements, and what is set aside is what slices have left. */
    agrees: async () => assert.deepEqual(await rowsOf(disagreements, []), []),
  }
}

const disagreements = `
  select s.sku, b.bucket, b.units, coalesce(m.units, 0)::int as moved from inventory_stock s
  cross join lateral (values ('on_hand', s.on_hand), ('reserved', s.reserved), ('allocated', s.allocated),
    ('overdraft', s.overdraft), ('set_aside', s.set_aside)) b (bucket, units)
  left join (select sku, warehouse_id, bucket, sum(delta) as units from inventory_movement group by 1, 2, 3) m
    on m.sku = s.sku and m.warehouse_id = s.warehouse_id and m.bucket = b.bucket
  where b.units <> coalesce(m.units, 0)
  union all
  select s.sku, 'slices', s.set_aside, coalesce(c.unsold, 0)::int from inventory_stock s
  left join (select sku, warehouse_id, sum(unsold) as unsold from inventory_slice group by 1, 2) c
    on c.sku = s.sku and c.warehouse_id = s.warehouse_id
  where s.set_aside <> coalesce(c.unsold, 0)`
