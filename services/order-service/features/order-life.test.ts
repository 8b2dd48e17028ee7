import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, validate } from '@rialto/core'
import { accepted } from '@rialto/testing'
import * as contract from '../contract.ts'
import {
  beginPayment,
  cancelOrder,
  cancelVendorOrder,
  deliverVendorOrder,
  findOrderForMail,
  findOrderMoney,
  getOrder,
  getOrderHistory,
  shipVendorOrder,
} from '../contract.ts'
import {
  fail,
  followStock,
  openShop,
  operator,
  orderService,
  pay,
  person,
  placeOrder,
  published,
  runJob,
  type Shop,
  staffOf,
} from '../testing/shop.ts'

describe('the life of an order', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  const carrier = 'Post'

  it('is paid, shipped and delivered, part by part (@R-002.29)', async () => {
    const { order, actor, one, other } = await ordered()
    await pay(shop, order.orderId, order.totals)
    await pay(shop, order.orderId, { ...order.totals, paymentId: await paymentOf(order.orderId) })
    assert.equal((await read(order.orderId, actor)).status, 'paid')
    const { orderId } = order
    const first = await ship(orderId, one.vendorId)
    assert.deepEqual([first.status, first.orderStatus], ['shipped', 'paid'])
    assert.equal((await ship(orderId, other.vendorId)).orderStatus, 'shipped')
    assert.equal((await deliver(orderId, one.vendorId)).orderStatus, 'shipped')
    assert.equal((await deliver(orderId, other.vendorId)).orderStatus, 'delivered')
    const view = await read(orderId, actor)
    assert.deepEqual(
      view.timeline.map((entry) => entry.type),
      ['created', 'payment_succeeded', 'shipped', 'delivered'],
    )
    assert.equal(view.payBy, null)
    assert.equal(view.vendors[0]?.shipments[0]?.carrier, carrier)
    await followStock(shop, orderId)
    assert.deepEqual(await stock(one.sku), { on_hand: 8, reserved: 0, allocated: 0 })
  })

  it('tells its whole life to its owner (@R-002.31)', async () => {
    const { order, actor } = await ordered()
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

  it('may be tried again after a payment failed, on the same hold (@R-003.c)', async () => {
    const { order, actor } = await ordered()
    const { orderId } = order
    await fail(shop, orderId)
    const failed = await read(orderId, actor)
    assert.equal(failed.status, 'payment_failed')
    assert.deepEqual(failed.timeline.map((entry) => entry.type).at(-1), 'payment_failed')
    const begun = accepted((await begin(orderId)).result)
    assert.deepEqual([begun.generation, begun.amount], [1, order.totals.total])
    assert.equal((await read(orderId, actor)).status, 'pending')
    await pay(shop, orderId, order.totals)
    assert.equal((await read(orderId, actor)).status, 'paid')
    const late = await begin(orderId)
    assert.equal(late.result.ok ? '' : late.result.code, 'ORDER_NOT_PENDING')
  })

  it('takes old news of a failed attempt for what they are', async () => {
    const { order, actor } = await ordered()
    const paymentId = newId()
    await fail(shop, order.orderId, 1, paymentId)
    accepted((await begin(order.orderId)).result)
    await fail(shop, order.orderId, 1, paymentId)
    assert.equal((await read(order.orderId, actor)).status, 'pending')
    await pay(shop, order.orderId, { ...order.totals, paymentId })
    await fail(shop, order.orderId, 2, paymentId)
    assert.equal((await read(order.orderId, actor)).status, 'paid')
  })

  it('takes a new hold for a new attempt when the time to pay was over', async () => {
    const { order, one } = await ordered()
    const { orderId } = order
    await fail(shop, orderId)
    await endTimeToPay(orderId)
    assert.equal(await shop.available(one.sku), 10)
    const answers = await Promise.all([begin(orderId), begin(orderId)])
    assert.deepEqual(
      answers.map((answer) => accepted(answer.result).generation),
      [2, 2],
    )
    assert.equal(await shop.available(one.sku), 8)
    await assert.rejects(pay(shop, orderId, { ...order.totals, generation: 1 }), /GENERATION_WRONG/)
    await pay(shop, orderId, { ...order.totals, generation: 2 })
    await followStock(shop, orderId)
    assert.deepEqual(await stock(one.sku), { on_hand: 10, reserved: 0, allocated: 2 })
  })

  it('says sold out when a new attempt finds no units, and asks again when there are some', async () => {
    const { order, one, actor } = await ordered(2)
    await fail(shop, order.orderId)
    await endTimeToPay(order.orderId)
    await placeOrder(shop, person('user'), [[one.sku, 2]])
    const refused = await begin(order.orderId)
    assert.equal(refused.result.ok ? '' : refused.result.code, 'SOLD_OUT')
    await shop.product(5, one)
    assert.equal(accepted((await begin(order.orderId)).result).generation, 3)
    assert.equal((await read(order.orderId, actor)).status, 'pending')
  })

  it('is cancelled when its time to pay is over, and the units go back', async () => {
    const { order, actor, one } = await ordered()
    await endTimeToPay(order.orderId)
    assert.equal((await read(order.orderId, actor)).status, 'cancelled')
    await followStock(shop, order.orderId)
    assert.equal(await shop.available(one.sku), 10)
    assert.ok(shop.books.stops.includes(order.orderId), 'the payment is stopped first')
  })

  it('stays when the money came first, and waits while nobody knows', async () => {
    const { order, actor } = await ordered()
    shop.books.stopOutcome = 'captured'
    await endTimeToPay(order.orderId)
    shop.books.stopOutcome = 'unknown'
    await assert.rejects(endTimeToPay(order.orderId), /Nobody can say/)
    shop.books.stopOutcome = 'stopped'
    assert.equal((await read(order.orderId, actor)).status, 'pending')
  })

  it('asks for the refund of money that came after it was cancelled, once', async () => {
    const { order, actor } = await ordered()
    const { orderId } = order
    await endTimeToPay(orderId)
    const paymentId = newId()
    for (let copy = 0; copy < 3; copy += 1) await pay(shop, orderId, { ...order.totals, paymentId })
    assert.equal((await read(orderId, actor)).status, 'cancelled')
    const cancelled = (await published(shop, orderId)).filter((event) => event.type === 'order.cancelled')
    assert.deepEqual(
      cancelled.map((event) => event.data['wasPaid']),
      [false, true],
    )
  })

  it('is cancelled by its owner while nothing was shipped, with its money given back', async () => {
    const { order, actor, one } = await ordered()
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    const stranger = await cancel(orderId, person('user'))
    assert.equal(stranger.result.ok ? '' : stranger.result.code, 'NOT_FOUND')
    const [first, again] = [await cancel(orderId, actor, 'key'), await cancel(orderId, actor, 'key')]
    assert.equal(accepted(first.result).status, 'cancelled')
    assert.equal(again.replayed, true)
    const last = (await published(shop, orderId)).at(-1)
    assert.deepEqual([last?.type, last?.data['wasPaid']], ['order.cancelled', true])
    await followStock(shop, orderId)
    assert.deepEqual(await stock(one.sku), { on_hand: 10, reserved: 0, allocated: 0 })
  })

  it('is not cancelled while its payment is being settled, nor after a part was shipped', async () => {
    const { order, actor, one } = await ordered()
    shop.books.stopOutcome = 'captured'
    const unsettled = await cancel(order.orderId, actor)
    shop.books.stopOutcome = 'stopped'
    assert.equal(unsettled.result.ok ? '' : unsettled.result.code, 'PAYMENT_UNSETTLED')
    await pay(shop, order.orderId, order.totals)
    await ship(order.orderId, one.vendorId)
    const late = await cancel(order.orderId, operator)
    assert.equal(late.result.ok ? '' : late.result.code, 'INVALID_STATUS_TRANSITION')
  })

  it('refunds the part that a vendor cancels; the last part cancels the order', async () => {
    const { order, actor, one, other } = await ordered()
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    const first = accepted((await cancelPart(orderId, one.vendorId)).result)
    assert.deepEqual(
      { status: first.status, orderStatus: first.orderStatus, refund: first.refundAmount },
      { status: 'cancelled', orderStatus: 'paid', refund: 2 * one.price + 500 },
    )
    assert.equal(accepted((await cancelPart(orderId, other.vendorId)).result).orderStatus, 'cancelled')
    const events = (await published(shop, orderId)).slice(-2).map((event) => event.type)
    assert.deepEqual(events, ['order.part_cancelled', 'order.cancelled'])
    await followStock(shop, orderId)
    assert.deepEqual(await stock(one.sku), { on_hand: 10, reserved: 0, allocated: 0 })
    assert.equal((await read(orderId, actor)).status, 'cancelled')
  })

  it('is delivered when the rest arrived and the other vendor cancelled', async () => {
    const { order, actor, one, other } = await ordered()
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    await ship(orderId, one.vendorId)
    await deliver(orderId, one.vendorId)
    accepted((await cancelPart(orderId, other.vendorId)).result)
    const view = await read(orderId, actor)
    assert.equal(view.status, 'delivered')
    assert.deepEqual(view.timeline.map((entry) => entry.type).slice(-2), ['shipped', 'delivered'])
  })

  it('ships in pieces, never more than was bought', async () => {
    const { order, one } = await ordered()
    const { orderId } = order
    await pay(shop, orderId, order.totals)
    const piece = [{ sku: one.sku, quantity: 1 }]
    assert.equal((await ship(orderId, one.vendorId, piece)).status, 'partly_shipped')
    const wish = { orderId, vendorId: one.vendorId, carrier, lines: [{ sku: one.sku, quantity: 2 }] }
    const much = await shop.services.run(shipVendorOrder, wish, { actor: operator, key: newId() })
    assert.equal(much.result.ok ? '' : much.result.code, 'LINES_NOT_OPEN')
    assert.equal((await ship(orderId, one.vendorId)).status, 'shipped')
  })

  it('freezes what the marketplace earns, and tells it to payment-service', async () => {
    const { order, one, actor } = await ordered()
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
    const { order, one } = await ordered()
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
    const kinds = new Map(
      Object.values(contract)
        .filter((one) => typeof one === 'object' && 'schema' in one)
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

  /** An order of one person from two vendors: two units of `one`, one of `other`. */
  async function ordered(units = 10) {
    const [one, other] = [await shop.product(units), await shop.product(10)]
    const actor = person('user')
    const order = await placeOrder(shop, actor, [
      [one.sku, 2],
      [other.sku, 1],
    ])
    return { order, actor, one, other }
  }

  async function read(orderId: string, actor: ReturnType<typeof person>) {
    return accepted((await shop.services.run(getOrder, { orderId }, { actor })).result)
  }

  async function paymentOf(orderId: string): Promise<string> {
    const found = await shop.services.database.system.query<{ id: string }>(
      `select state ->> 'paymentId' as id from order_head where id = $1`,
      [orderId],
    )
    return found.rows[0]?.id ?? ''
  }

  function begin(orderId: string) {
    return shop.services.run(beginPayment, { orderId, actorId: null }, { actor: orderService })
  }

  async function endTimeToPay(orderId: string): Promise<void> {
    await shop.services.database.system.query(`update order_head set pay_by = now() where id = $1`, [orderId])
    await runJob(shop, 'order.end_time_to_pay', { orderId, generation: 1 })
  }

  function cancel(orderId: string, actor: ReturnType<typeof person>, key = newId()) {
    return shop.services.run(cancelOrder, { orderId }, { actor, key })
  }

  async function ship(orderId: string, vendorId: string, lines?: { sku: string; quantity: number }[]) {
    const wish = { orderId, vendorId, carrier, trackingCode: 'T-1', ...(lines ? { lines } : {}) }
    const actor = staffOf(vendorId)
    return accepted((await shop.services.run(shipVendorOrder, wish, { actor, key: newId() })).result)
  }

  async function deliver(orderId: string, vendorId: string) {
    const wish = { orderId, vendorId }
    const actor = staffOf(vendorId)
    return accepted((await shop.services.run(deliverVendorOrder, wish, { actor, key: newId() })).result)
  }

  function cancelPart(orderId: string, vendorId: string) {
    const wish = { orderId, vendorId }
    return shop.services.run(cancelVendorOrder, wish, { actor: staffOf(vendorId), key: newId() })
  }

  async function stock(sku: string) {
    const found = await shop.services.database.system.query(
      'select on_hand, reserved, allocated from inventory_stock where sku = $1',
      [sku],
    )
    return found.rows[0]
  }
})
