import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted } from '@rialto/testing'
import { beginPayment } from '../contract.ts'
import { begin, cancel, endTimeToPay, orderOfTwo, read, ship, stockOf } from '../testing/order-steps.ts'
import {
  fail,
  followStock,
  openShop,
  operator,
  pay,
  person,
  placeOrder,
  published,
  readyCart,
  type Shop,
  submit,
} from '../testing/shop.ts'

describe('paying an order', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('may be tried again after a payment failed, on the same hold (@R-003.c)', async () => {
    const { order, actor } = await orderOfTwo(shop)
    const { orderId } = order
    await fail(shop, orderId)
    const failed = await read(shop, orderId, actor)
    assert.equal(failed.status, 'payment_failed')
    assert.deepEqual(failed.timeline.map((entry) => entry.type).at(-1), 'payment_failed')
    const begun = accepted((await begin(shop, orderId)).result)
    assert.deepEqual([begun.generation, begun.amount], [1, order.totals.total])
    assert.equal((await read(shop, orderId, actor)).status, 'pending')
    await pay(shop, orderId, order.totals)
    assert.equal((await read(shop, orderId, actor)).status, 'paid')
    const late = await begin(shop, orderId)
    assert.equal(late.result.ok ? '' : late.result.code, 'ORDER_NOT_PENDING')
  })

  it('is begun by its owner only, and says how the money is split (@R-001.l)', async () => {
    const { orderId, order, actor, one, other } = await orderOfTwo(shop)
    const ask = (actorId: string) =>
      shop.services.run(beginPayment, { orderId, actorId }, { actor: serviceActor('payment-service') })
    const stranger = await ask(`guest:${newId()}`)
    assert.equal(stranger.result.ok ? 'begun' : stranger.result.code, 'NOT_FOUND')
    const begun = accepted((await ask(`${actor.kind}:${actor.id}`)).result)
    assert.equal(begun.ownerId, `${actor.kind}:${actor.id}`)
    assert.deepEqual(
      begun.vendors.map((share) => share.vendorId).toSorted(),
      [one.vendorId, other.vendorId].toSorted(),
    )
    assert.equal(
      begun.vendors.reduce((sum, share) => sum + share.total, 0),
      order.totals.total,
    )
  })

  it('takes old news of a failed attempt for what they are', async () => {
    const { order, actor } = await orderOfTwo(shop)
    const paymentId = newId()
    await fail(shop, order.orderId, { attempt: 1, paymentId })
    accepted((await begin(shop, order.orderId)).result)
    await fail(shop, order.orderId, { attempt: 1, paymentId })
    assert.equal((await read(shop, order.orderId, actor)).status, 'pending')
    await pay(shop, order.orderId, { ...order.totals, paymentId })
    await fail(shop, order.orderId, { attempt: 2, paymentId })
    assert.equal((await read(shop, order.orderId, actor)).status, 'paid')
  })

  it('takes a new hold for a new attempt when the time to pay was over', async () => {
    const { order, one } = await orderOfTwo(shop)
    const { orderId } = order
    await fail(shop, orderId)
    await endTimeToPay(shop, orderId)
    assert.equal(await shop.available(one.sku), 10)
    const answers = await Promise.all([begin(shop, orderId), begin(shop, orderId)])
    assert.deepEqual(
      answers.map((answer) => accepted(answer.result).generation),
      [2, 2],
    )
    assert.equal(await shop.available(one.sku), 8)
    await assert.rejects(pay(shop, orderId, { ...order.totals, generation: 1 }), /GENERATION_WRONG/)
    await pay(shop, orderId, { ...order.totals, generation: 2 })
    await followStock(shop, orderId)
    assert.deepEqual(await stockOf(shop, one.sku), { on_hand: 10, reserved: 0, allocated: 2 })
  })

  it('says sold out when a new attempt finds no units, and asks again when there are some', async () => {
    const { order, one, actor } = await orderOfTwo(shop, 2)
    await fail(shop, order.orderId)
    await endTimeToPay(shop, order.orderId)
    await placeOrder(shop, person('user'), [[one.sku, 2]])
    const refused = await begin(shop, order.orderId)
    assert.equal(refused.result.ok ? '' : refused.result.code, 'SOLD_OUT')
    await shop.product(5, one)
    assert.equal(accepted((await begin(shop, order.orderId)).result).generation, 3)
    assert.equal((await read(shop, order.orderId, actor)).status, 'pending')
  })

  it('is cancelled when its time to pay is over, and the units go back', async () => {
    const { order, actor, one } = await orderOfTwo(shop)
    await endTimeToPay(shop, order.orderId)
    assert.equal((await read(shop, order.orderId, actor)).status, 'cancelled')
    await followStock(shop, order.orderId)
    assert.equal(await shop.available(one.sku), 10)
    assert.ok(shop.books.stops.includes(order.orderId), 'the payment is stopped first')
  })

  it('stays when the money came first, and waits while nobody knows', async () => {
    const { order, actor } = await orderOfTwo(shop)
    shop.books.stopOutcome = 'captured'
    await endTimeToPay(shop, order.orderId)
    shop.books.stopOutcome = 'unknown'
    await assert.rejects(endTimeToPay(shop, order.orderId), /Nobody can say/)
    shop.books.stopOutcome = 'stopped'
    assert.equal((await read(shop, order.orderId, actor)).status, 'pending')
  })

  it('asks for the refund of money that came after it was cancelled, once', async () => {
    const { order, actor } = await orderOfTwo(shop)
    const { orderId } = order
    await endTimeToPay(shop, orderId)
    const paymentId = newId()
    for (let copy = 0; copy < 3; copy += 1) await pay(shop, orderId, { ...order.totals, paymentId })
    assert.equal((await read(shop, orderId, actor)).status, 'cancelled')
    const cancelled = (await published(shop, orderId)).filter((event) => event.type === 'order.cancelled')
    assert.deepEqual(
      cancelled.map((event) => event.data['wasPaid']),
      [false, true],
    )
  })

  it('is not cancelled while its payment is being settled, nor after a part was shipped', async () => {
    const { order, actor, one } = await orderOfTwo(shop)
    shop.books.stopOutcome = 'captured'
    const unsettled = await cancel(shop, order.orderId, { actor: actor })
    shop.books.stopOutcome = 'stopped'
    assert.equal(unsettled.result.ok ? '' : unsettled.result.code, 'PAYMENT_UNSETTLED')
    await pay(shop, order.orderId, order.totals)
    await ship(shop, { orderId: order.orderId, vendorId: one.vendorId })
    const late = await cancel(shop, order.orderId, { actor: operator })
    assert.equal(late.result.ok ? '' : late.result.code, 'INVALID_STATUS_TRANSITION')
  })

  it('is not needed for an order that costs nothing: it is paid when it is there', async () => {
    const goods = await shop.product(3, { price: 1 })
    shop.books.codes.set('GIFT', 9)
    shop.books.shippingPrice = 0
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[goods.sku, 1]], codes: ['GIFT'] })
    shop.books.shippingPrice = 500
    const { orderId, totals } = accepted((await submit(shop, actor, cart)).result)
    assert.equal(totals.total, 0)
    assert.equal((await read(shop, orderId, actor)).status, 'paid')
    accepted((await cancel(shop, orderId, { actor })).result)
    await followStock(shop, orderId)
    assert.deepEqual(await stockOf(shop, goods.sku), { on_hand: 3, reserved: 0, allocated: 0 })
  })
})
