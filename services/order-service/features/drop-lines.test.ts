import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, newId } from '@rialto/core'
import { closeDrop, setDrop } from '@rialto/inventory-service/contract'
import { accepted } from '@rialto/testing'
import { addCartItem, changeCart, createCart, getOrder, mergeCart, quoteCart } from '../contract.ts'
import { begin, endTimeToPay } from '../testing/order-steps.ts'
import { address, fail, openShop, orderService, person, type Shop, submit } from '../testing/shop.ts'

describe('buying in a drop', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('orders units of the slice, and the order says so (@R-004.21)', async () => {
    const { sku } = await shop.product(5)
    const dropId = await drop(sku, 3)
    const actor = person('user')
    const order = accepted(
      (await submit(shop, actor, await ready(actor, [{ sku, quantity: 2, dropId }]))).result,
    )
    const read = accepted((await shop.services.run(getOrder, { orderId: order.orderId }, { actor })).result)
    assert.equal(read.items[0]?.dropId, dropId)
    assert.equal(await shop.available(sku), 2)
    assert.equal(await unsold(dropId), 1)
  })

  it('refuses a guest before any work', async () => {
    const { sku } = await shop.product(5)
    const dropId = await drop(sku, 3)
    assert.equal(codeOf(await add(person('guest'), { sku, quantity: 1, dropId })), 'ACCOUNT_REQUIRED')
  })

  it('adds nothing before the opening, and says when that is', async () => {
    const { sku } = await shop.product(5)
    const dropId = await drop(sku, 3, { opensInSeconds: 1 })
    const actor = person('user')
    const early = await add(actor, { sku, quantity: 1, dropId })
    assert.equal(codeOf(early), 'DROP_NOT_OPEN')
    assert.match(JSON.stringify(early), /"opensAt":"20/)
    await pause(1_050)
    assert.equal(codeOf(await add(actor, { sku, quantity: 1, dropId })), 'done')
  })

  it('opens no door to a line of the same SKU that was added before (@R-004.21)', async () => {
    const { sku } = await shop.product(5)
    const actor = person('user')
    const before = await ready(actor, [{ sku, quantity: 1 }])
    const dropId = await drop(sku, 5)
    assert.equal(codeOf((await submit(shop, actor, before)).result), 'SOLD_OUT')
    const { cartId } = before
    const added = accepted(await addTo(actor, cartId, { sku, quantity: 2, dropId }))
    assert.deepEqual(
      added.lines.map((line) => [line.quantity, line.dropId]),
      [[2, dropId]],
    )
    assert.equal(codeOf((await submit(shop, actor, await quoted(actor, cartId))).result), 'done')
    assert.equal(await unsold(dropId), 3)
  })

  it('gives nobody more than their share, in one cart or in several', async () => {
    const { sku } = await shop.product(20)
    const dropId = await drop(sku, 10, { perPersonMax: 2 })
    const actor = person('user')
    assert.equal(codeOf(await add(actor, { sku, quantity: 3, dropId })), 'LIMIT_REACHED')
    const line = { sku, quantity: 2, dropId }
    const [one, two] = [await ready(actor, [line]), await ready(actor, [line])]
    assert.equal(codeOf(await addTo(actor, one.cartId, { ...line, quantity: 1 })), 'LIMIT_REACHED')
    const answers = await Promise.all([submit(shop, actor, one), submit(shop, actor, two)])
    assert.deepEqual(answers.map(({ result }) => codeOf(result)).sort(), ['LIMIT_REACHED', 'done'])
    assert.equal(codeOf(await add(actor, { sku, quantity: 1, dropId })), 'LIMIT_REACHED')
  })

  it('refuses a sold-out drop without a hold, and keeps no such answer', async () => {
    const { sku } = await shop.product(5)
    const dropId = await drop(sku, 1)
    const [first, late] = [person('user'), person('user')]
    const carts = [
      await ready(first, [{ sku, quantity: 1, dropId }]),
      await ready(late, [{ sku, quantity: 1, dropId }]),
    ]
    assert.equal(codeOf((await submit(shop, first, carts[0] ?? assert.fail())).result), 'done')
    const holds = await countHolds()
    const answer = await submit(shop, late, carts[1] ?? assert.fail())
    assert.equal(codeOf(answer.result), 'SOLD_OUT')
    assert.equal(answer.reply, null)
    assert.equal(await countHolds(), holds)
    assert.equal(codeOf(await add(late, { sku, quantity: 1, dropId })), 'SOLD_OUT')
  })

  it('sells nothing after the end, also to a cart that was quoted before', async () => {
    const { sku } = await shop.product(5)
    const dropId = await drop(sku, 3)
    const actor = person('user')
    const cart = await ready(actor, [{ sku, quantity: 1, dropId }])
    await close(dropId)
    assert.equal(codeOf((await submit(shop, actor, cart)).result), 'DROP_ENDED')
    assert.equal(codeOf(await add(actor, { sku, quantity: 1, dropId })), 'DROP_ENDED')
    assert.equal(await shop.available(sku), 5)
  })

  it('keeps units of a drop and of normal sale apart in a cart', async () => {
    const { sku } = await shop.product(9)
    const dropId = await drop(sku, 3)
    const actor = person('user')
    const { cartId } = await ready(actor, [{ sku, quantity: 1, dropId }])
    assert.equal(codeOf(await addTo(actor, cartId, { sku, quantity: 1 })), 'CART_LINE_OF_DROP')
    const guest = person('guest')
    const other = await shop.product(1)
    const filled = await ready(guest, [
      { sku, quantity: 4 },
      { sku: other.sku, quantity: 1 },
    ])
    const { cartKey } = await keyOf(filled.cartId)
    const input = { guestCartId: filled.cartId, cartKey, cartId }
    const merged = accepted((await shop.services.run(mergeCart, input, { actor, key: newId() })).result)
    assert.deepEqual(
      merged.lines.map((line) => [line.sku, line.quantity, line.dropId]),
      [
        [sku, 1, dropId],
        [other.sku, 1, undefined],
      ],
    )
  })

  it('knows neither a drop of nobody nor a product that is not part of it', async () => {
    const [one, other] = [await shop.product(5), await shop.product(5)]
    const dropId = await drop(one.sku, 3)
    const actor = person('user')
    assert.equal(codeOf(await add(actor, { sku: one.sku, quantity: 1, dropId: newId() })), 'NOT_FOUND')
    assert.equal(codeOf(await add(actor, { sku: other.sku, quantity: 1, dropId })), 'NOT_FOUND')
  })

  it('does not hold units again for an order that failed to pay before the drop ended', async () => {
    const { sku } = await shop.product(5)
    const dropId = await drop(sku, 3)
    const actor = person('user')
    const cart = await ready(actor, [{ sku, quantity: 1, dropId }])
    const { orderId } = accepted((await submit(shop, actor, cart)).result)
    accepted((await begin(shop, orderId)).result)
    await fail(shop, orderId)
    await endTimeToPay(shop, orderId)
    assert.equal(await unsold(dropId), 3)
    await close(dropId)
    assert.equal(codeOf((await begin(shop, orderId)).result), 'HOLD_EXPIRED')
  })

  type Wanted = { sku: string; quantity: number; dropId?: string }
  const cartKeys = new Map<string, string>()

  async function drop(
    sku: string,
    quantity: number,
    parts: { opensInSeconds?: number; perPersonMax?: number } = {},
  ): Promise<string> {
    const dropId = newId()
    const opens = Date.now() + (parts.opensInSeconds ?? -0.1) * 1_000
    const terms = {
      dropId,
      version: 1,
      opensAt: new Date(opens).toISOString(),
      endsAt: new Date(opens + 3_600_000).toISOString(),
      perPersonMax: parts.perPersonMax ?? 5,
      slices: [{ sku, quantity }],
    }
    accepted((await shop.services.run(setDrop, terms, { actor: orderService })).result)
    return dropId
  }

  async function close(dropId: string): Promise<void> {
    accepted((await shop.services.run(closeDrop, { dropId, why: 'end' }, { actor: orderService })).result)
  }

  async function openCart(actor: Actor): Promise<string> {
    const fresh = { currency: 'EUR', language: 'de' as const, country: 'DE' }
    const cart = accepted((await shop.services.run(createCart, fresh, { actor, key: newId() })).result)
    cartKeys.set(cart.cartId, cart.cartKey)
    return cart.cartId
  }

  async function keyOf(cartId: string) {
    return { cartKey: cartKeys.get(cartId) ?? '' }
  }

  async function addTo(actor: Actor, cartId: string, line: Wanted) {
    return (await shop.services.run(addCartItem, { cartId, ...line }, { actor, key: newId() })).result
  }

  async function add(actor: Actor, line: Wanted) {
    return addTo(actor, await openCart(actor), line)
  }

  async function ready(actor: Actor, lines: readonly Wanted[]) {
    const cartId = await openCart(actor)
    for (const line of lines) accepted(await addTo(actor, cartId, line))
    const change = { cartId, version: 1 + lines.length, email: 'ada@example.com', shippingAddress: address }
    accepted((await shop.services.run(changeCart, change, { actor })).result)
    return quoted(actor, cartId)
  }

  async function quoted(actor: Actor, cartId: string) {
    const { cartVersion, quote } = accepted(
      (await shop.services.run(quoteCart, { cartId }, { actor })).result,
    )
    return { cartId, cartVersion, quoteId: quote.quoteId, digest: quote.digest, total: quote.totals.total }
  }

  async function unsold(dropId: string): Promise<number> {
    const { rows } = await shop.services.database.system.query(
      'select sum(unsold)::int as unsold from inventory_slice where drop_id = $1',
      [dropId],
    )
    return rows[0]?.unsold
  }

  async function countHolds(): Promise<number> {
    const { rows } = await shop.services.database.system.query(
      'select count(*)::int as n from inventory_hold',
    )
    return rows[0]?.n
  }
})

function codeOf(result: { ok: boolean; code?: string }): string {
  return result.ok ? 'done' : (result.code ?? '')
}
