import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, tenantA } from '@rialto/testing'
import fc from 'fast-check'
import { type DropStanding, decideHolds, type HoldRequest } from '../model.ts'
import { type DropsShop, dropsShop, type Line } from '../testing/drops-shop.ts'

const personMax = 3
const people = ['user:a', 'user:b', 'user:c', 'user:d'] as const

describe('drops at random', () => {
  let shop: DropsShop
  before(async () => {
    shop = await dropsShop()
  })
  after(() => shop.close())

  it('decides random batches as the pure function does (INV-6)', async () => {
    const line = fc.record({
      sku: fc.constantFrom('P', 'Q'),
      quantity: fc.integer({ min: 1, max: 3 }),
      drop: fc.constantFrom('none', 'open', 'open', 'coming', 'ended', 'unknown'),
    })
    const request = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
      account: fc.option(fc.constantFrom(...people), { nil: undefined }),
    })
    const batch = fc.array(request, { minLength: 1, maxLength: 12 })
    await fc.assert(fc.asyncProperty(batch, compareBoth), { numRuns: 25 })
  })

  type Drawn = { lines: { sku: string; quantity: number; drop: string }[]; account: string | undefined }

  async function compareBoth(batch: readonly Drawn[]): Promise<void> {
    const skus = { P: await shop.product(10), Q: await shop.product(6) } as Record<string, string>
    const slices = Object.values(skus).map((sku) => ({ sku, quantity: 4 }))
    const half = slices.map(({ sku }) => ({ sku, quantity: 1 }))
    const ids: Record<string, string> = {
      open: await shop.open({ slices, perPersonMax: personMax }),
      coming: await shop.planned({ slices: half, opensInSeconds: 600 }),
      ended: await shop.open({ slices: half }),
      unknown: newId(),
    }
    accepted(await shop.endDrop(ids['ended'] ?? ''))
    const requests = batch.map(({ lines, account }) => ({
      holdId: newId(),
      generation: 1,
      lifeSeconds: 60,
      limits: [],
      ...(account === undefined ? {} : { account }),
      lines: lines.map(({ sku, quantity, drop }) => ({
        sku: skus[sku] ?? '',
        quantity,
        ...(ids[drop] === undefined ? {} : { dropId: ids[drop] }),
      })),
    }))
    const expected = decideHolds(requests, await places(Object.values(skus)), {
      uses: [],
      drops: await standings(ids),
    })
    assert.deepEqual(
      await decidedBySql(requests),
      expected.map((one) => (one.ok ? 'held' : { ...one.refusal })),
    )
    await shop.agrees()
  }

  async function places(skus: readonly string[]) {
    const { rows } = await shop.database.system.query(
      `select s.sku, s.warehouse_id as "warehouseId", null as "dropId", w.priority,
         s.on_hand - s.reserved - s.allocated - s.set_aside as free
       from inventory_stock s join inventory_warehouse w on w.id = s.warehouse_id where s.sku = any($1)
       union all
       select c.sku, c.warehouse_id, c.drop_id, w.priority, c.unsold
       from inventory_slice c join inventory_warehouse w on w.id = c.warehouse_id where c.sku = any($1)
       order by priority`,
      [skus],
    )
    return rows.map(({ dropId, ...row }) => ({ ...row, ...(dropId === null ? {} : { dropId }) }))
  }

  async function standings(ids: Record<string, string>): Promise<DropStanding[]> {
    const { items } = accepted(await shop.find(Object.values(ids), 'user:a'))
    return items
  }

  async function decidedBySql(requests: readonly HoldRequest[]): Promise<unknown[]> {
    const items = JSON.stringify(requests.map((request) => ({ tenantId: tenantA, ...request })))
    const { rows } = await shop.database.app.query(
      'select n, outcome from inventory_take_hold_v1($1) order by n',
      [items],
    )
    return rows.map((row) => row.outcome.refusal ?? row.outcome.state)
  }

  it('keeps slice, share and stock whatever happens at once', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('hold' as const),
        account: fc.constantFrom(...people),
        quantity: fc.integer({ min: 1, max: 2 }),
        isDrop: fc.boolean(),
      }),
      fc.record({
        kind: fc.constantFrom('release' as const, 'pay' as const, 'cancel' as const, 'ship' as const),
        which: fc.nat({ max: 30 }),
      }),
      fc.record({ kind: fc.constant('count' as const), units: fc.integer({ min: 0, max: 12 }) }),
      fc.record({ kind: fc.constant('close' as const) }),
    )
    const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 6 })
    await fc.assert(fc.asyncProperty(rounds, playRounds), { numRuns: 25, examples: [[foundEarlier]] })
  })

  /** A unit that is sold, not found by a stocktake, and shipped all the same. */
  const foundEarlier: Step[][] = [
    [{ kind: 'hold', account: 'user:a', quantity: 1, isDrop: true }],
    [
      { kind: 'pay', which: 0 },
      { kind: 'count', units: 0 },
    ],
    [{ kind: 'ship', which: 0 }],
  ]

  type Step =
    | { kind: 'hold'; account: string; quantity: number; isDrop: boolean }
    | { kind: 'release' | 'pay' | 'cancel' | 'ship'; which: number }
    | { kind: 'count'; units: number }
    | { kind: 'close' }

  async function playRounds(rounds: readonly (readonly Step[])[]): Promise<void> {
    const sku = await shop.product(16)
    const dropId = await shop.open({ slices: [{ sku, quantity: 9 }], perPersonMax: personMax })
    const holds: string[] = []
    const play = async (step: Step) => {
      if (step.kind === 'hold') {
        const line: Line = { sku, quantity: step.quantity, ...(step.isDrop ? { dropId } : {}) }
        const holdId = await shop.tryHold({ lines: [line], account: step.account })
        if (holdId) holds.push(holdId)
      } else if (step.kind === 'count') await shop.count(sku, step.units)
      else if (step.kind === 'close') await shop.endDrop(dropId)
      else await shop.tryChange(holds[step.which % Math.max(1, holds.length)], step.kind)
    }
    for (const round of rounds) {
      await Promise.all(round.map(play))
      await holdsTrue(sku, dropId)
    }
  }

  /** Sold is within the slice, nobody has more than their share, and no unit is lost or made. */
  async function holdsTrue(sku: string, dropId: string): Promise<void> {
    const { rows } = await shop.database.system.query(
      `select coalesce((select sum(l.quantity - l.cancelled) from inventory_hold h join inventory_hold_line l
           on l.hold_id = h.id and l.generation = h.generation
           where l.drop_id = $2 and h.state in ('held', 'attached', 'capturing', 'committed')), 0)::int as sold,
         (select sum(quantity) from inventory_slice where drop_id = $2)::int as sliced,
         coalesce((select max(used) from inventory_limit_usage where scope = 'drop:' || $2), 0)::int as share,
         (select bool_and(reserved + allocated + set_aside <= on_hand + overdraft
             and overdraft = greatest(0, reserved + allocated - on_hand)) from inventory_stock
           where sku = $1) as kept,
         (select count(*) from inventory_drop d join inventory_slice c on c.drop_id = d.id
           where d.id = $2 and d.closed_at is not null and c.unsold > 0)::int as left`,
      [sku, dropId],
    )
    const [now] = rows
    assert.ok(now.sold <= now.sliced, `${now.sold} sold of ${now.sliced}`)
    assert.ok(now.share <= personMax, `somebody has ${now.share}`)
    assert.equal(now.kept, true)
    assert.equal(now.left, 0)
    await shop.agrees()
  }
})
