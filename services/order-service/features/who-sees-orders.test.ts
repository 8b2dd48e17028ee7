import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, tenantB } from '@rialto/testing'
import {
  cancelVendorOrder,
  deliverVendorOrder,
  getVendorOrder,
  listOrders,
  listOwnOrders,
  listVendorOrders,
  shipVendorOrder,
  trackOrder,
} from '../contract.ts'
import { openShop, operator, pay, person, placeOrder, type Shop, staffOf } from '../testing/shop.ts'

describe('who sees which orders', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('a person sees their own, page by page, by status (@R-002.46)', async () => {
    const { sku } = await shop.product(50)
    const actor = person('user')
    const orders = []
    for (let count = 0; count < 5; count += 1) orders.push(await placeOrder(shop, actor, [[sku, 1]]))
    await placeOrder(shop, person('user'), [[sku, 1]])
    await pay(shop, orders[0]?.orderId ?? '', orders[0]?.totals ?? { total: 0 })
    const first = await own(actor, { page: 1, limit: 2 })
    assert.deepEqual(first.pagination, { page: 1, limit: 2, total: 5, totalPages: 3 })
    const last = await own(actor, { page: 3, limit: 2 })
    assert.deepEqual(
      [...first.items, ...last.items].map((one) => one.orderId),
      [orders[4], orders[3], orders[0]].map((one) => one?.orderId),
    )
    const paid = await own(actor, { status: 'paid' })
    assert.deepEqual(
      paid.items.map((one) => [one.orderId, one.itemCount]),
      [[orders[0]?.orderId, 1]],
    )
    assert.equal(paid.pagination.limit, 20)
  })

  it('operators see all of their marketplace', async () => {
    const { sku } = await shop.product(5)
    const order = await placeOrder(shop, person('guest'), [[sku, 1]])
    const page = accepted((await shop.services.run(listOrders, { limit: 1 }, { actor: operator })).result)
    assert.equal(page.items[0]?.orderId, order.orderId)
    assert.ok(page.next)
    const next = { limit: 1, after: page.next }
    const second = accepted((await shop.services.run(listOrders, next, { actor: operator })).result)
    assert.notEqual(second.items[0]?.orderId, order.orderId)
    const oldest = { limit: 50, sortOrder: 'asc' as const }
    const upwards = accepted((await shop.services.run(listOrders, oldest, { actor: operator })).result)
    const all = accepted((await shop.services.run(listOrders, { limit: 50 }, { actor: operator })).result)
    assert.deepEqual(upwards.items, all.items.toReversed())
    const elsewhere = await shop.services.run(listOrders, {}, { actor: operator, tenant: tenantB })
    assert.deepEqual(accepted(elsewhere.result).items, [])
    const denied = await shop.services.run(listOrders, {}, { actor: person('user') })
    assert.equal(denied.result.ok ? '' : denied.result.code, 'PERMISSION_DENIED')
  })

  it('a vendor sees its own part only, and the address once it is paid', async () => {
    const [one, other] = [await shop.product(5), await shop.product(5)]
    const order = await placeOrder(shop, person('user'), [
      [one.sku, 2],
      [other.sku, 1],
    ])
    const { orderId } = order
    const staff = staffOf(one.vendorId)
    const list = accepted((await shop.services.run(listVendorOrders, {}, { actor: staff })).result)
    assert.deepEqual(
      list.items.map((part) => [part.orderId, part.vendorId, part.total]),
      [[orderId, one.vendorId, 2_500]],
    )
    // Another vendor's id changes nothing: they see their own.
    const wish = { orderId, vendorId: other.vendorId }
    const before = accepted((await shop.services.run(getVendorOrder, wish, { actor: staff })).result)
    assert.deepEqual(
      before.items.map((line) => line.sku),
      [one.sku],
    )
    assert.equal(before.shippingAddress, null)
    await pay(shop, orderId, order.totals)
    const after = accepted((await shop.services.run(getVendorOrder, wish, { actor: staff })).result)
    assert.equal(after.shippingAddress?.city, 'London')
    const stranger = await shop.services.run(getVendorOrder, { orderId }, { actor: staffOf(newId()) })
    assert.equal(stranger.result.ok ? '' : stranger.result.code, 'NOT_FOUND')
  })

  it('a vendor moves its own part only', async () => {
    const [one, other] = [await shop.product(5), await shop.product(5)]
    const order = await placeOrder(shop, person('user'), [
      [one.sku, 1],
      [other.sku, 1],
    ])
    await pay(shop, order.orderId, order.totals)
    const wish = { orderId: order.orderId, vendorId: other.vendorId }
    const actor = staffOf(one.vendorId)
    const answers = [
      await shop.services.run(shipVendorOrder, { ...wish, carrier: 'Post' }, { actor, key: newId() }),
      await shop.services.run(deliverVendorOrder, wish, { actor, key: newId() }),
      await shop.services.run(cancelVendorOrder, wish, { actor, key: newId() }),
    ]
    for (const { result } of answers) assert.equal(result.ok ? '' : result.code, 'NOT_FOUND')
  })

  it('everybody tracks with number and mail; a wrong pair gets one answer', async () => {
    const { sku } = await shop.product(5)
    const { number } = await placeOrder(shop, person('guest'), [[sku, 1]])
    const email = 'ADA@example.com'
    const found = accepted(
      (await shop.services.run(trackOrder, { number: number.toLowerCase(), email })).result,
    )
    assert.deepEqual([found.number, found.status], [number, 'pending'])
    assert.equal(found.timeline[0]?.type, 'created')
    const names = { name: 'Parcel', localNames: { de: 'Paket' } }
    assert.deepEqual(found.vendors[0]?.delivery, { ...names, daysMin: 2, daysMax: 4 })
    const wrong = [
      { number, email: 'eve@example.com' },
      { number: 'R00000000X', email },
      { number: 'nonsense', email },
    ]
    const answers = await Promise.all(wrong.map((pair) => shop.services.run(trackOrder, pair)))
    assert.equal(new Set(answers.map(({ result }) => JSON.stringify(result))).size, 1)
    assert.equal(answers[0]?.result.ok, false)
    const elsewhere = await shop.services.run(trackOrder, { number, email }, { tenant: tenantB })
    assert.equal(elsewhere.result.ok, false)
  })

  async function own(
    actor: ReturnType<typeof person>,
    input: { page?: number; limit?: number; status?: 'paid' },
  ) {
    return accepted((await shop.services.run(listOwnOrders, input, { actor })).result)
  }
})
