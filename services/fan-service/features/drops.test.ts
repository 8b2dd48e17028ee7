import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { newId, serviceActor } from '@rialto/core'
import { findAvailability, takeHold } from '@rialto/inventory-service/contract'
import { accepted, actorWith, tenantB } from '@rialto/testing'
import {
  cancelDrop,
  changeDrop,
  createDrop,
  endDrop,
  getDrop,
  getDropState,
  listAllDrops,
  listDrops,
} from '../contract.ts'
import { type FanShop, fanShop, operator } from '../testing/fan-shop.ts'

const orderService = serviceActor('order-service')

describe('drops', () => {
  let shop: FanShop
  before(async () => {
    shop = await fanShop()
  })
  after(() => shop.close())

  it('plans a drop once, however often it is asked for, and sets its units aside (INV-1)', async () => {
    const sku = await shop.product(10)
    const wish = shop.wish(sku, { units: 4 })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        shop.services.run(createDrop, wish, { actor: operator, key: wish.slug }),
      ),
    )
    assert.equal(new Set(answers.map((answer) => answer.reply?.text)).size, 1)
    assert.equal(await available(sku), 6)
    const again = await shop.services.run(createDrop, wish, { actor: operator, key: wish.slug })
    assert.equal(again.replayed, true)
    const other = shop.wish(sku, { units: 1, slug: wish.slug })
    assert.equal(
      codeOf(await shop.services.run(createDrop, other, { actor: operator, key: 'other' })),
      'DROP_SLUG_TAKEN',
    )
    assert.equal(await available(sku), 6)
  })

  it('refuses times, products and numbers that cannot be', async () => {
    const [sku, stranger] = [await shop.product(3), await shop.product(3)]
    const plan = (parts: object) =>
      shop.services.run(createDrop, { ...shop.wish(sku, {}), ...parts }, { actor: operator, key: newId() })
    const past = new Date(Date.now() - 1_000).toISOString()
    assert.equal(codeOf(await plan({ opensAt: past })), 'DROP_TIMES_WRONG')
    assert.equal(codeOf(await plan({ endsAt: new Date().toISOString() })), 'DROP_TIMES_WRONG')
    assert.equal(codeOf(await plan({ items: [{ sku: 'NONE', quantity: 1 }] })), 'DROP_PRODUCT_WRONG')
    const two = [sku, stranger].map((one) => ({ sku: one, quantity: 1 }))
    assert.equal(codeOf(await plan({ items: two })), 'DROP_PRODUCT_WRONG')
    assert.equal(codeOf(await plan({ items: [{ sku, quantity: 4 }] })), 'STOCK_TOO_LOW')
  })

  it('stands as stock says: coming, open, sold out, open again, ended (@R-004.21, INV-4)', async () => {
    const sku = await shop.product(3)
    const drop = await shop.planned(sku, { units: 1, opensInMs: 1_000 })
    assert.equal(await state(drop.dropId), 'coming')
    await pause(1_050)
    assert.equal(await state(drop.dropId), 'open')
    const holdId = await hold(drop.dropId, sku)
    assert.equal(await state(drop.dropId), 'sold_out')
    await shop.release(holdId)
    assert.equal(await state(drop.dropId), 'open')
    const ended = await shop.services.run(endDrop, { dropId: drop.dropId }, { actor: operator, key: newId() })
    assert.equal(accepted(ended.result).state, 'ended')
    assert.equal(await state(drop.dropId), 'ended')
    assert.equal(await available(sku), 3)
  })

  it('tells its opening and its end once, however many processes try (INV-3)', async () => {
    const sku = await shop.product(3)
    const { dropId } = await shop.planned(sku, { opensInMs: 1_000, lastsMs: 1_000 })
    await Promise.all([shop.job('fan.open_drop', dropId), shop.job('fan.open_drop', dropId)])
    assert.deepEqual(await shop.told(dropId), [])
    await pause(1_050)
    await Promise.all([shop.job('fan.open_drop', dropId), shop.job('fan.open_drop', dropId)])
    assert.deepEqual(await shop.told(dropId), ['drop.opened'])
    await pause(1_000)
    await Promise.all([shop.job('fan.close_drop', dropId), shop.job('fan.close_drop', dropId)])
    assert.deepEqual(await shop.told(dropId), ['drop.opened', 'drop.ended'])
    assert.equal(await available(sku), 3)
  })

  it('says what its things are called in other languages', async () => {
    const sku = await shop.product(1)
    const { dropId } = await shop.planned(sku, { opensInMs: 60_000, lastsMs: 60_000 })
    const { items } = accepted((await shop.services.run(listDrops, { limit: 50 })).result)
    assert.deepEqual(items.find((one) => one.dropId === dropId)?.items, [
      { sku, options: { Size: 'S' }, localOptions: { de: { Größe: 'Klein' } } },
    ])
  })

  it('has both moments scheduled for their second, by the clock of the database', async () => {
    const sku = await shop.product(3)
    const { dropId } = await shop.planned(sku, { opensInMs: 60_000, lastsMs: 60_000 })
    const { rows } = await shop.services.database.system.query(
      `select kind, round(extract(epoch from due_at - database_clock())) as seconds from rialto_job
       where data ->> 'dropId' = $1 order by due_at`,
      [dropId],
    )
    assert.deepEqual(
      rows.map((row) => [row.kind, Number(row.seconds)]),
      [
        ['fan.open_drop', 60],
        ['fan.close_drop', 120],
      ],
    )
  })

  it('tells that it is sold out once', async () => {
    const sku = await shop.product(3)
    const { dropId } = await shop.opened(sku, { units: 1 })
    await hold(dropId, sku)
    await shop.follow('inventory.drop_sold_out')
    await shop.follow('inventory.drop_sold_out')
    assert.deepEqual(await shop.told(dropId), ['drop.sold_out'])
  })

  it('is changed by one of two before it opens, and by nobody after (INV-2)', async () => {
    const sku = await shop.product(10)
    const { dropId, version } = await shop.planned(sku, { units: 2, opensInMs: 60_000 })
    const change = (units: number, parts: object = {}) =>
      shop.services.run(
        changeDrop,
        { dropId, version, items: [{ sku, quantity: units }], ...parts },
        { actor: operator },
      )
    const both = await Promise.all([change(3), change(5)])
    assert.deepEqual(both.map(codeOf).sort(), ['VERSION_CONFLICT', 'done'])
    const kept = both.find(({ result }) => result.ok)
    assert.ok(kept)
    const units = accepted(kept.result).items[0]?.quantity ?? 0
    assert.equal(await available(sku), 10 - units)
    const soon = { version: version + 1, opensAt: new Date(Date.now() + 1_000).toISOString() }
    accepted((await change(units, soon)).result)
    await pause(1_050)
    assert.equal(codeOf(await change(1, { version: version + 2 })), 'DROP_OPEN')
    const cancelled = await shop.services.run(cancelDrop, { dropId }, { actor: operator, key: newId() })
    assert.equal(codeOf(cancelled), 'DROP_OPEN')
  })

  it('gives everything back when it is called off, and says so', async () => {
    const sku = await shop.product(5)
    const { dropId, slug } = await shop.planned(sku, { units: 5, opensInMs: 60_000 })
    assert.equal(await available(sku), 0)
    const ended = await shop.services.run(endDrop, { dropId }, { actor: operator, key: newId() })
    assert.equal(codeOf(ended), 'DROP_NOT_OPEN')
    const answer = await shop.services.run(cancelDrop, { dropId }, { actor: operator, key: newId() })
    assert.equal(accepted(answer.result).state, 'cancelled')
    assert.equal(await available(sku), 5)
    const page = accepted((await shop.services.run(getDrop, { slug })).result)
    assert.equal(page.drop.state, 'cancelled')
    const { items } = accepted((await shop.services.run(listDrops, {})).result)
    assert.ok(!items.some((one) => one.dropId === dropId))
  })

  it('keeps the number of its units, unless the drop shows it (INV-5)', async () => {
    const sku = await shop.product(9)
    const [quiet, open] = [
      await shop.planned(sku, { units: 2, opensInMs: 60_000 }),
      await shop.planned(sku, { units: 3, opensInMs: 60_000, showsUnits: true }),
    ]
    const listed = accepted((await shop.services.run(listDrops, { limit: 50 })).result).items
    const unitsOf = (dropId: string) => listed.find((one) => one.dropId === dropId)?.units
    assert.equal(unitsOf(quiet.dropId), null)
    assert.equal(unitsOf(open.dropId), 3)
    assert.equal((await read(quiet.dropId)).unitsLeft, null)
    assert.equal((await read(open.dropId)).unitsLeft, 3)
    assert.ok(!JSON.stringify(listed.find((one) => one.dropId === quiet.dropId)).includes('quantity'))
  })

  it('lists open drops before coming ones, and all of them to operators page by page', async () => {
    const sku = await shop.product(9)
    const late = await shop.planned(sku, { opensInMs: 50_000 })
    const soon = await shop.planned(sku, { opensInMs: 40_000 })
    const open = await shop.opened(sku, {})
    const listed = accepted((await shop.services.run(listDrops, { limit: 50 })).result)
    const places = [open, soon, late].map(({ dropId }) =>
      listed.items.findIndex((one) => one.dropId === dropId),
    )
    assert.deepEqual(
      places,
      places.toSorted((left, right) => left - right),
    )
    const first = accepted((await shop.services.run(listAllDrops, { limit: 1 }, { actor: operator })).result)
    assert.ok(first.next)
    const second = await shop.services.run(listAllDrops, { limit: 1, after: first.next }, { actor: operator })
    assert.notEqual(accepted(second.result).items[0]?.dropId, first.items[0]?.dropId)
  })

  it('is planned by operators only, and does not exist in another marketplace', async () => {
    const sku = await shop.product(3)
    const wish = shop.wish(sku, {})
    assert.equal(
      codeOf(await shop.services.run(createDrop, wish, { actor: actorWith([]), key: newId() })),
      'PERMISSION_DENIED',
    )
    const { slug, dropId } = await shop.planned(sku, { opensInMs: 60_000 })
    assert.equal(codeOf(await shop.services.run(getDrop, { slug }, { tenant: tenantB })), 'NOT_FOUND')
    const cancelled = await shop.services.run(
      cancelDrop,
      { dropId },
      { actor: operator, tenant: tenantB, key: newId() },
    )
    assert.equal(codeOf(cancelled), 'NOT_FOUND')
  })

  async function available(sku: string): Promise<number> {
    const answer = await shop.services.run(findAvailability, { skus: [sku] }, { actor: orderService })
    return accepted(answer.result).items[0]?.available ?? -1
  }

  async function read(dropId: string) {
    return accepted((await shop.services.run(getDropState, { dropId })).result)
  }

  async function state(dropId: string): Promise<string> {
    return (await read(dropId)).state
  }

  async function hold(dropId: string, sku: string): Promise<string> {
    const holdId = newId()
    const lines = [{ sku, quantity: 1, dropId }]
    const wish = { holdId, generation: 1, lifeSeconds: 60, lines, limits: [], account: `user:${newId()}` }
    accepted((await shop.services.run(takeHold, wish, { actor: orderService })).result)
    return holdId
  }
})

function codeOf({ result }: { result: { ok: boolean; code?: string } }): string {
  return result.ok ? 'done' : (result.code ?? '')
}
