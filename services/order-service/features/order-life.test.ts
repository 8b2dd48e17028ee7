import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, validate } from '@rialto/core'
import { accepted } from '@rialto/testing'
import * as contract from '../contract.ts'
import { findOrderForMail, findOrderMoney, getOrderHistory, shipVendorOrder } from '../contract.ts'
import {
  cancel,
  cancelPart,
  carrier,
  deliverPart,
  orderOfTwo,
  paymentOf,
  read,
  ship,
  stockOf,
} from '../testing/order-steps.ts'
import {
  fail,
  followStock,
  openShop,
  operator,
  orderService,
  pay,
  person,
  published,
  type Shop,
} from '../testing/shop.ts'

describe('the life of an order', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('is paid, shipped and delivered, part by part (@R-002.29)', async () => {
    const { order, actor, one, other } = await orderOfTwo(shop)
    await pay(shop, order.orderId, order.totals)
    await pay(shop, order.orderId, { ...order.totals, paymentId: await paymentOf(shop, order.orderId) })
    assert.equal((await read(shop, order.orderId, actor)).status, 'paid')
    const { orderId } = order
    const first = await ship(shop, { orderId, vendorId: one.vendorId })
    assert.deepEqual([first.status, first.orderStatus], ['shipped', 'paid'])
    assert.equal((await ship(shop, { orderId, vendorId: other.vendorId })).orderStatus, 'shipped')
    assert.equal((await deliverPart(shop, { orderId, vendorId: one.vendorId })).orderStatus, 'shipped')
    assert.equal((await deliverPart(shop, { orderId, vendorId: other.vendorId })).orderStatus, 'delivered')
    const view = await read(shop, orderId, actor)
    assert.deepEqual(
      view.timeline.map((entry) => entry.type),
      ['created', 'payment_succeeded', 'shipped', 'delivered'],
    )
    assert.equal(view.payBy, null)
    assert.equal(view.vendors[0]?.shipments[0]?.carrier, carrier)
    await followStock(shop, orderId)
    assert.deepEqual(await stockOf(shop, one.sku), { on_hand: 8, reserved: 0, allocated: 0 })
  })

  it('tells its whole life to its owner (@R-002.31)', async () => {
    const { order, actor } = await orderOfTwo(shop)
    await pay(shop, order.orderId, order.totals)
    const input = { orderId: order.orderId }
    const history = accepted((await shop.services.run(getOrderHistory, input, { actor })).result)
    assert.deepEqual(
      history.eventHistory.map((event) => event.type),
      ['OrderCreated', 'InventoryReserved', 'PaymentSucceeded', 'OrderStatusChanged'],
    )
    assert.equal(history.eventHistory[1]?.data['reservationId'], `res_${order.orderId}`)
    const { result } = await shop.services.run(getOrderHistory, input, { actor: person('user') })
    assert.equal(result.ok ? '' : result.code, 'NOT_FOUND')
  })

  it('is cancelled by its owner while nothing was shipped, with its money given back', async () => {
    const { order, actor, one } = await orderOfTwo(shop)
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    const stranger = await cancel(shop, orderId, { actor: person('user') })
    assert.equal(stranger.result.ok ? '' : stranger.result.code, 'NOT_FOUND')
    const [first, again] = [
      await cancel(shop, orderId, { actor: actor, key: 'key' }),
      await cancel(shop, orderId, { actor: actor, key: 'key' }),
    ]
    assert.equal(accepted(first.result).status, 'cancelled')
    assert.equal(again.replayed, true)
    const last = (await published(shop, orderId)).at(-1)
    assert.deepEqual([last?.type, last?.data['wasPaid']], ['order.cancelled', true])
    await followStock(shop, orderId)
    assert.deepEqual(await stockOf(shop, one.sku), { on_hand: 10, reserved: 0, allocated: 0 })
  })

  it('refunds the part that a vendor cancels; the last part cancels the order', async () => {
    const { order, actor, one, other } = await orderOfTwo(shop)
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    const first = await cancelPart(shop, { orderId, vendorId: one.vendorId })
    assert.deepEqual(
      { status: first.status, orderStatus: first.orderStatus, refund: first.refundAmount },
      { status: 'cancelled', orderStatus: 'paid', refund: 2 * one.price + 500 },
    )
    assert.equal((await cancelPart(shop, { orderId, vendorId: other.vendorId })).orderStatus, 'cancelled')
    const events = (await published(shop, orderId)).slice(-2).map((event) => event.type)
    assert.deepEqual(events, ['order.part_cancelled', 'order.cancelled'])
    await followStock(shop, orderId)
    assert.deepEqual(await stockOf(shop, one.sku), { on_hand: 10, reserved: 0, allocated: 0 })
    assert.equal((await read(shop, orderId, actor)).status, 'cancelled')
  })

  it('is delivered when the rest arrived and the other vendor cancelled', async () => {
    const { order, actor, one, other } = await orderOfTwo(shop)
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    await ship(shop, { orderId, vendorId: one.vendorId })
    await deliverPart(shop, { orderId, vendorId: one.vendorId })
    await cancelPart(shop, { orderId, vendorId: other.vendorId })
    const view = await read(shop, orderId, actor)
    assert.equal(view.status, 'delivered')
    assert.deepEqual(view.timeline.map((entry) => entry.type).slice(-2), ['shipped', 'delivered'])
  })

  it('ships in pieces, never more than was bought', async () => {
    const { order, one } = await orderOfTwo(shop)
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    const piece = [{ sku: one.sku, quantity: 1 }]
    assert.equal((await ship(shop, { orderId, vendorId: one.vendorId }, piece)).status, 'partly_shipped')
    const wish = { orderId, vendorId: one.vendorId, carrier, lines: [{ sku: one.sku, quantity: 2 }] }
    const much = await shop.services.run(shipVendorOrder, wish, { actor: operator, key: newId() })
    assert.equal(much.result.ok ? '' : much.result.code, 'LINES_NOT_OPEN')
    assert.equal((await ship(shop, { orderId, vendorId: one.vendorId })).status, 'shipped')
  })

  it('freezes what the marketplace earns, and tells it to payment-service', async () => {
    const { order, one, actor } = await orderOfTwo(shop)
    const asked = await shop.services.run(findOrderMoney, { orderId: order.orderId }, { actor: orderService })
    const money = accepted(asked.result)
    const share = money.vendors.find((vendor) => vendor.vendorId === one.vendorId)
    assert.deepEqual(
      [share?.total, share?.shipping, share?.commission, share?.commissionTax],
      [2_500, 500, 200, 38],
    )
    assert.equal(money.ownerId, `user:${actor.id}`)
  })

  it('tells notification-service what a mail says', async () => {
    const { order, one } = await orderOfTwo(shop)
    const asked = await shop.services.run(
      findOrderForMail,
      { orderId: order.orderId },
      { actor: orderService },
    )
    const mail = accepted(asked.result)
    assert.deepEqual([mail.email, mail.recipient, mail.language], ['ada@example.com', 'Ada Lovelace', 'de'])
    const part = mail.vendors.find((vendor) => vendor.vendorId === one.vendorId)
    assert.deepEqual([part?.vendorName, part?.lines[0]?.total], ['A vendor', 2_000])
  })

  it('publishes only what its contract says', async () => {
    await fail(shop, (await orderOfTwo(shop)).orderId)
    const kinds = new Map(
      Object.values(contract)
        .filter((one) => typeof one === 'object' && 'schema' in one)
        // Returns have rows of their own, beside the stream: `returns.test.ts`.
        .filter((one) => !one.type.startsWith('return.') && one.type !== 'order.returned')
        .map((one) => [one.type, one]),
    )
    const { rows } = await shop.services.database.system.query<{ type: string; data: unknown }>(
      'select type, data from order_outbox',
    )
    assert.deepEqual([...new Set(rows.map((row) => row.type))].sort(), [...kinds.keys()].sort())
    for (const row of rows) {
      const kind = kinds.get(row.type)
      assert.ok(kind)
      assert.deepEqual(validate(kind.schema, row.data), [], `${row.type} ${JSON.stringify(row.data)}`)
    }
  })
})
