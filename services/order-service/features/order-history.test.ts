// What happened to an order, why, by whom, and how it was at any moment. @
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { accepted } from '@rialto/testing'
import { getOrderHistory } from '../contract.ts'
import { cancel, deliverPart, endTimeToPay, orderOfTwo, ship } from '../testing/order-steps.ts'
import { openShop, operator, pay, person, placeOrder, type Shop } from '../testing/shop.ts'

describe('the history of an order', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  const read = async (input: { orderId: string; at?: string }, actor = operator) =>
    accepted((await shop.services.run(getOrderHistory, input, { actor })).result)

  it('says what happened, why and by whom', async () => {
    const { order, actor, one } = await orderOfTwo(shop)
    await pay(shop, order.orderId, order.totals)
    await ship(shop, { orderId: order.orderId, vendorId: one.vendorId })
    const { eventHistory } = await read({ orderId: order.orderId })
    assert.deepEqual(
      eventHistory.map((event) => [event.version, event.type, event.cause, event.by?.kind]),
      [
        [1, 'OrderCreated', 'order.create_order', 'customer'],
        [2, 'InventoryReserved', 'order.create_order', 'customer'],
        [3, 'PaymentSucceeded', 'payment.succeeded', 'system'],
        [4, 'OrderStatusChanged', 'payment.succeeded', 'system'],
        [5, 'PartShipped', 'order.ship_vendor_order', 'vendor'],
      ],
    )
    const ids = eventHistory.map((event) => event.by?.id)
    assert.deepEqual(ids.slice(0, 4), [actor.id, actor.id, 'order-service', 'order-service'])
    assert.match(ids[4] ?? '', /^[0-9a-f-]{36}$/)
  })

  it('tells a customer’s cancellation from an operator’s and from the time that ran out', async () => {
    const { sku } = await shop.product(9)
    const lastOf = async (orderId: string) => (await read({ orderId })).eventHistory.at(-1)
    const actor = person('user')
    const own = await placeOrder(shop, actor, [[sku, 1]])
    await cancel(shop, own.orderId, { actor })
    const theirs = await placeOrder(shop, actor, [[sku, 1]])
    await cancel(shop, theirs.orderId, { actor: operator })
    const late = await placeOrder(shop, actor, [[sku, 1]])
    await endTimeToPay(shop, late.orderId)
    const told = await Promise.all([own, theirs, late].map(({ orderId }) => lastOf(orderId)))
    assert.deepEqual(
      told.map((event) => [event?.cause, event?.by?.kind]),
      [
        ['order.cancel_order', 'customer'],
        ['order.cancel_order', 'operator'],
        ['order.end_time_to_pay', 'system'],
      ],
    )
  })

  it('shows a customer who acted, but not the accounts of others', async () => {
    const { order, actor, one } = await orderOfTwo(shop)
    await pay(shop, order.orderId, order.totals)
    await ship(shop, { orderId: order.orderId, vendorId: one.vendorId })
    const { eventHistory } = await read({ orderId: order.orderId }, actor)
    const shipped = eventHistory.find((event) => event.type === 'PartShipped')
    assert.deepEqual(shipped?.by, { kind: 'vendor', id: null })
  })

  it('gives the state at any moment, and that of now equals the head', async () => {
    const { order, one, other } = await orderOfTwo(shop)
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    await ship(shop, { orderId, vendorId: one.vendorId })
    await ship(shop, { orderId, vendorId: other.vendorId })
    await deliverPart(shop, { orderId, vendorId: one.vendorId })
    const { eventHistory, stateAt: present } = await read({ orderId })
    const stateAfter = async (version: number) => {
      const at = eventHistory.find((event) => event.version === version)?.timestamp ?? ''
      return (await read({ orderId, at })).stateAt
    }
    const paid = await stateAfter(4)
    assert.deepEqual(
      [paid?.status, paid?.isPaid, paid?.vendors.map((part) => part.status)],
      ['paid', true, ['open', 'open']],
    )
    const partly = await stateAfter(5)
    const part = partly?.vendors.find(({ vendorId }) => vendorId === one.vendorId)
    assert.deepEqual([partly?.status, part?.status, part?.lines[0]?.shipped], ['paid', 'shipped', 2])
    const last = await stateAfter(eventHistory.length)
    assert.deepEqual({ ...last, at: '' }, { ...present, at: '' })
    const before = await read({ orderId, at: '2020-01-01T00:00:00Z' })
    assert.equal(before.stateAt, null)
    assert.equal(before.eventHistory.length, eventHistory.length)
  })
})
