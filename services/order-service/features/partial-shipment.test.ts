import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Endpoint, newId } from '@rialto/core'
import { accepted } from '@rialto/testing'
import {
  cancelVendorOrder,
  deliverVendorOrder,
  findOrderMoney,
  getVendorOrder,
  listVendorOrders,
  shipVendorOrder,
} from '../contract.ts'
import { cancelPart, deliverPart, orderOfTwo, read, ship, stockOf } from '../testing/order-steps.ts'
import {
  followStock,
  openShop,
  orderService,
  pay,
  person,
  placeOrder,
  published,
  type Shop,
  staffOf,
} from '../testing/shop.ts'

describe('a part that goes out in several shipments (@R-002.29)', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('is partly shipped until all its units left, and delivered with its last shipment', async () => {
    const { part, sku, orderId, actor } = await paidPart(5)
    const first = await ship(shop, part, [{ sku, quantity: 2 }])
    assert.deepEqual([first.status, first.orderStatus], ['partly_shipped', 'paid'])
    const second = await ship(shop, part)
    assert.deepEqual([second.status, second.orderStatus], ['shipped', 'shipped'])
    const shipments = (await read(shop, orderId, actor)).vendors[0]?.shipments ?? []
    assert.deepEqual(
      shipments.map((one) => [one.shipmentId, one.lines[0]?.quantity, one.deliveredAt]),
      [
        [first.shipmentId, 2, null],
        [second.shipmentId, 3, null],
      ],
    )
    assert.equal((await arrive(part, first.shipmentId)).status, 'shipped')
    const again = await tryToArrive(part, first.shipmentId)
    assert.equal(again.ok ? '' : again.code, 'INVALID_STATUS_TRANSITION')
    const last = await arrive(part, second.shipmentId)
    assert.deepEqual([last.status, last.orderStatus], ['delivered', 'delivered'])
    const arrived = (await read(shop, orderId, actor)).vendors[0]?.shipments ?? []
    assert.ok(arrived.every((one) => one.deliveredAt !== null))
    const types = (await published(shop, orderId)).map((event) => event.type).slice(-3)
    assert.deepEqual(types, ['order.shipped', 'order.shipped', 'order.delivered'])
    await followStock(shop, orderId)
    assert.deepEqual(await stockOf(shop, sku), { on_hand: 5, reserved: 0, allocated: 0 })
  })

  it('gives back the units that do not come, and only those', async () => {
    const { part, sku, orderId } = await paidPart(3)
    await ship(shop, part, [{ sku, quantity: 1 }])
    await followStock(shop, orderId)
    assert.deepEqual(await stockOf(shop, sku), { on_hand: 9, reserved: 0, allocated: 2 })
    const seen = (await published(shop, orderId)).length
    const given = await cancelPart(shop, part)
    assert.deepEqual(
      [given.status, given.orderStatus, given.refundAmount],
      ['shipped', 'shipped', 2_000],
      'the shipping stays: a parcel was sent',
    )
    await followStock(shop, orderId, seen)
    assert.deepEqual(await stockOf(shop, sku), { on_hand: 9, reserved: 0, allocated: 0 })
    const view = await partOf(part)
    assert.deepEqual(
      view.items.map((item) => [item.quantity, item.shipped, item.cancelled]),
      [[3, 1, 2]],
    )
    const twice = await tryToCancel(part)
    assert.equal(twice.ok ? '' : twice.code, 'INVALID_STATUS_TRANSITION')
    assert.equal((await deliverPart(shop, part)).orderStatus, 'delivered')
    const money = accepted(
      (await shop.services.run(findOrderMoney, { orderId }, { actor: orderService })).result,
    )
    // 10 % of what one unit earns, where three had earned 300.
    assert.equal(money.vendors[0]?.commission, Math.round((await frozenCommission(orderId)) / 3))
  })

  it('is delivered at once when all that was sent arrived and the rest is given up', async () => {
    const { part, sku } = await paidPart(2)
    const { shipmentId } = await ship(shop, part, [{ sku, quantity: 1 }])
    assert.equal((await arrive(part, shipmentId)).status, 'partly_shipped')
    const given = await cancelPart(shop, part)
    assert.deepEqual([given.status, given.orderStatus], ['delivered', 'delivered'])
  })

  it('never ships more than was ordered, however many ship at once', async () => {
    const { part, sku, orderId } = await paidPart(4)
    const shipThree = () => run(shipVendorOrder, { ...part, lines: [{ sku, quantity: 3 }], carrier: 'Post' })
    const answers = await Promise.all([shipThree(), shipThree(), shipThree(), tryToCancel(part)])
    const shipped = answers.slice(0, 3).filter((one) => one.ok).length
    const codes = answers.flatMap((one) => (one.ok ? [] : [one.code]))
    assert.ok(shipped <= 1)
    assert.ok(codes.every((code) => code === 'LINES_NOT_OPEN' || code === 'INVALID_STATUS_TRANSITION'))
    const [item] = (await partOf(part)).items
    assert.ok(item)
    assert.equal(item.shipped, shipped * 3)
    assert.ok(item.shipped + item.cancelled <= 4)
    await followStock(shop, orderId)
    assert.equal((await stockOf(shop, sku))?.['on_hand'], 10 - item.shipped)
  })

  it('is one shipment when its request comes twice', async () => {
    const { part, sku } = await paidPart(3)
    const wish = { ...part, lines: [{ sku, quantity: 1 }], carrier: 'Post' }
    const options = { actor: staffOf(part.vendorId), key: newId() }
    const answers = [
      await shop.services.run(shipVendorOrder, wish, options),
      await shop.services.run(shipVendorOrder, wish, options),
    ]
    assert.equal(answers[1]?.replayed, true)
    const view = await partOf(part)
    assert.deepEqual([view.shipments.length, view.items[0]?.shipped], [1, 1])
  })

  it('is found by the beginning of its number, and among what is to ship', async () => {
    const { part, sku, number } = await paidPart(2)
    const actor = staffOf(part.vendorId)
    const list = async (filter: { number?: string; toShip?: boolean }) =>
      accepted((await shop.services.run(listVendorOrders, filter, { actor })).result).items
    await ship(shop, part, [{ sku, quantity: 1 }])
    const [found] = await list({ number: number.slice(0, 6).toLowerCase(), toShip: true })
    assert.deepEqual([found?.number, found?.units, found?.unitsOpen], [number, 2, 1])
    assert.deepEqual(await list({ number: 'RZZZZZZZ' }), [])
    await ship(shop, part)
    assert.deepEqual(await list({ toShip: true }), [])
    assert.equal((await list({}))[0]?.unitsOpen, 0)
  })

  it('is unknown to another vendor, and so are its shipments', async () => {
    const { part, sku } = await paidPart(1)
    const { shipmentId } = await ship(shop, part, [{ sku, quantity: 1 }])
    const stranger = { actor: staffOf(newId()), key: newId() }
    const { result } = await shop.services.run(deliverVendorOrder, { ...part, shipmentId }, stranger)
    assert.equal(result.ok ? '' : result.code, 'NOT_FOUND')
    const { orderId, other } = await orderOfTwo(shop)
    const wrong = await tryToArrive({ orderId, vendorId: other.vendorId }, shipmentId)
    assert.equal(wrong.ok ? '' : wrong.code, 'NOT_FOUND')
  })

  type PartId = { orderId: string; vendorId: string }

  async function paidPart(units: number) {
    const goods = await shop.product(10)
    const actor = person('user')
    const { orderId, number, totals } = await placeOrder(shop, actor, [[goods.sku, units]])
    await pay(shop, orderId, totals)
    return { part: { orderId, vendorId: goods.vendorId }, sku: goods.sku, orderId, number, actor }
  }

  async function run<Input extends PartId, Output, Code extends string>(
    endpoint: Endpoint<Input, Output, Code>,
    input: Input,
  ) {
    const options = { actor: staffOf(input.vendorId), key: newId() }
    return (await shop.services.run(endpoint, input, options)).result
  }

  const tryToCancel = (part: PartId) => run(cancelVendorOrder, part)
  const tryToArrive = (part: PartId, shipmentId: string) => run(deliverVendorOrder, { ...part, shipmentId })
  const arrive = async (part: PartId, shipmentId: string) => accepted(await tryToArrive(part, shipmentId))

  async function partOf({ orderId, vendorId }: PartId) {
    const { result } = await shop.services.run(getVendorOrder, { orderId }, { actor: staffOf(vendorId) })
    return accepted(result)
  }

  async function frozenCommission(orderId: string): Promise<number> {
    const { rows } = await shop.services.database.system.query<{ commission: number }>(
      'select commission::int as commission from order_vendor_order where order_id = $1',
      [orderId],
    )
    return rows[0]?.commission ?? Number.NaN
  }
})
