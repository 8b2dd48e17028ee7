import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '@rialto/core'
import { accepted } from '@rialto/testing'
import { type DropsShop, dropsShop } from '../testing/drops-shop.ts'

describe('the slice of a drop', () => {
  let shop: DropsShop
  before(async () => {
    shop = await dropsShop()
  })
  after(() => shop.close())

  it('leaves normal sale when the drop is planned, all or none', async () => {
    const [one, other] = [await shop.product(10), await shop.product(2)]
    const refused = await shop.plan({
      slices: [
        { sku: one, quantity: 4 },
        { sku: other, quantity: 3 },
      ],
    })
    assert.equal(codeOf(refused.answer), 'STOCK_TOO_LOW')
    assert.equal(await shop.available(one), 10)
    await shop.planned({ slices: [{ sku: one, quantity: 4 }] })
    assert.equal(await shop.available(one), 6)
    assert.equal(codeOf(await shop.hold({ lines: [{ sku: one, quantity: 7 }] })), 'SOLD_OUT')
    assert.equal(codeOf(await shop.hold({ lines: [{ sku: one, quantity: 6 }] })), 'held')
  })

  it('sells nothing before its opening, whoever asks, and says when it opens', async () => {
    const sku = await shop.product(5)
    const dropId = await shop.planned({ slices: [{ sku, quantity: 5 }], opensInSeconds: 60 })
    const answer = await shop.hold({ lines: [{ sku, quantity: 1, dropId }], account: 'user:a' })
    assert.equal(codeOf(answer), 'DROP_NOT_OPEN')
    assert.match(JSON.stringify(answer), /"opensAt":"20\d\d-/)
    assert.equal(codeOf(await shop.hold({ lines: [{ sku, quantity: 1 }], account: 'user:a' })), 'SOLD_OUT')
  })

  it('sells from its opening on, by the clock of the database', async () => {
    const sku = await shop.product(5)
    const dropId = await shop.planned({ slices: [{ sku, quantity: 5 }], opensInSeconds: 1 })
    const wish = { lines: [{ sku, quantity: 1, dropId }], account: 'user:a' }
    assert.equal(codeOf(await shop.hold(wish)), 'DROP_NOT_OPEN')
    await pause(1_050)
    assert.equal(codeOf(await shop.hold(wish)), 'held')
  })

  it('sells to accounts only, and to each no more than its share over all carts at once', async () => {
    const sku = await shop.product(50)
    const dropId = await shop.open({ slices: [{ sku, quantity: 50 }], perPersonMax: 2 })
    const lines = [{ sku, quantity: 1, dropId }]
    assert.equal(codeOf(await shop.hold({ lines })), 'ACCOUNT_REQUIRED')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => shop.hold({ lines, account: 'user:anna' })),
    )
    const codes = answers.map(codeOf)
    assert.equal(codes.filter((code) => code === 'held').length, 2)
    assert.equal(codes.filter((code) => code === 'LIMIT_REACHED').length, 18)
    assert.equal(codeOf(await shop.hold({ lines, account: 'user:ben' })), 'held')
  })

  it('sells exactly 100 units to 400 people, and leaves the others to normal sale', async () => {
    const sku = await shop.product(130)
    const dropId = await shop.open({ slices: [{ sku, quantity: 100 }] })
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        shop.hold({ lines: [{ sku, quantity: 1, dropId }], account: `user:${index}` }),
      ),
    )
    assert.equal(answers.map(codeOf).filter((code) => code === 'held').length, 100)
    assert.equal(answers.map(codeOf).filter((code) => code === 'SOLD_OUT').length, 300)
    assert.equal(await shop.available(sku), 30)
  })

  it('gets back what a hold gives up, until the drop is closed; then it is in normal sale', async () => {
    const sku = await shop.product(3)
    const dropId = await shop.open({ slices: [{ sku, quantity: 3 }] })
    const take = () => shop.holdUnits({ lines: [{ sku, quantity: 1, dropId }], account: `user:${newId()}` })
    const [first, second] = [await take(), await take()]
    await shop.change(first, 'release')
    assert.deepEqual(await shop.slice(dropId), { quantity: 3, unsold: 2 })
    assert.equal(await shop.available(sku), 0)
    assert.equal(codeOf(await shop.endDrop(dropId)), 'held')
    assert.equal(await shop.available(sku), 2)
    await shop.change(second, 'release')
    assert.equal(await shop.available(sku), 3)
    assert.equal(
      codeOf(await shop.hold({ lines: [{ sku, quantity: 1, dropId }], account: 'user:x' })),
      'DROP_ENDED',
    )
    await shop.agrees()
  })

  it('gets back what is cancelled after it was paid, while the drop is open', async () => {
    const sku = await shop.product(2)
    const dropId = await shop.open({ slices: [{ sku, quantity: 2 }] })
    const held = await shop.holdUnits({ lines: [{ sku, quantity: 2, dropId }], account: 'user:a' })
    for (const change of ['attach', 'commit', 'cancel']) await shop.change(held, change)
    assert.deepEqual(await shop.slice(dropId), { quantity: 2, unsold: 2 })
    await shop.agrees()
  })

  it('may be taken together with units of normal sale, and each is shipped once', async () => {
    const sku = await shop.product(5)
    const dropId = await shop.open({ slices: [{ sku, quantity: 2 }] })
    const lines = [
      { sku, quantity: 2 },
      { sku, quantity: 1, dropId },
    ]
    const held = await shop.holdUnits({ lines, account: 'user:a' })
    assert.equal(await shop.available(sku), 1)
    for (const change of ['attach', 'commit', 'ship']) await shop.change(held, change)
    assert.deepEqual(await shop.level(sku), {
      onHand: 2,
      reserved: 0,
      allocated: 0,
      setAside: 1,
      available: 1,
    })
    await shop.agrees()
  })

  it('is smaller after a stocktake that did not find its units', async () => {
    const sku = await shop.product(10)
    const dropId = await shop.open({ slices: [{ sku, quantity: 8 }] })
    await shop.holdUnits({ lines: [{ sku, quantity: 3, dropId }], account: 'user:a' })
    await shop.count(sku, 3)
    assert.deepEqual(await shop.slice(dropId), { quantity: 8, unsold: 3 })
    assert.deepEqual(await shop.level(sku), {
      onHand: 8,
      reserved: 3,
      allocated: 0,
      setAside: 3,
      available: 2,
    })
    await shop.agrees()
  })

  it('may be changed before the opening, by one of two who change it at once, and not after it', async () => {
    const sku = await shop.product(10)
    const dropId = await shop.planned({ slices: [{ sku, quantity: 5 }], opensInSeconds: 60 })
    const change = (quantity: number, version: number) =>
      shop.plan({ dropId, version, slices: [{ sku, quantity }], opensInSeconds: 1 })
    const both = await Promise.all([change(8, 2), change(9, 2)])
    assert.deepEqual(both.map(({ answer }) => codeOf(answer)).sort(), ['VERSION_CONFLICT', 'held'])
    await pause(1_050)
    assert.equal(codeOf((await change(2, 3)).answer), 'DROP_OPEN')
    await shop.agrees()
  })

  it('returns when the drop is called off before its opening, and by itself when its time is over', async () => {
    const sku = await shop.product(6)
    const called = await shop.planned({ slices: [{ sku, quantity: 3 }], opensInSeconds: 60 })
    assert.equal(codeOf(await shop.endDrop(called, 'end')), 'DROP_NOT_OPEN')
    assert.equal(codeOf(await shop.endDrop(called, 'cancel')), 'held')
    await shop.open({ slices: [{ sku, quantity: 4 }], lastsSeconds: 1 })
    assert.equal(await shop.available(sku), 2)
    await pause(1_050)
    await shop.sweep()
    assert.equal(await shop.available(sku), 6)
    await shop.agrees()
  })

  it('tells once that it was sold out', async () => {
    const sku = await shop.product(2)
    const dropId = await shop.open({ slices: [{ sku, quantity: 1 }] })
    const held = await shop.holdUnits({ lines: [{ sku, quantity: 1, dropId }], account: 'user:a' })
    await shop.change(held, 'release')
    await shop.holdUnits({ lines: [{ sku, quantity: 1, dropId }], account: 'user:a' })
    assert.equal(await shop.told('inventory.drop_sold_out', dropId), 1)
  })

  it('says how it stands, with what an account has of it', async () => {
    const sku = await shop.product(5)
    const dropId = await shop.open({ slices: [{ sku, quantity: 4 }], perPersonMax: 3 })
    await shop.holdUnits({ lines: [{ sku, quantity: 2, dropId }], account: 'user:a' })
    const { items } = accepted(await shop.find([dropId, newId()], 'user:a'))
    assert.equal(items.length, 1)
    const [drop] = items
    assert.equal(drop?.state, 'open')
    assert.deepEqual(drop?.slices, [{ sku, quantity: 4, unsold: 2 }])
    assert.equal(drop?.used, 2)
    assert.equal(drop?.perPersonMax, 3)
  })
})

function codeOf(answer: { ok: boolean; code?: string }): string {
  return answer.ok ? 'held' : (answer.code ?? '')
}
