import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Actor, extension, newId, provider } from '@rialto/core'
import { accepted } from '@rialto/testing'
import { beginPayment, fraudScore, getOrderHistory } from '../contract.ts'
import type { FraudAnswer, FraudQuestion } from '../model/fraud-score.ts'
import { begin, orderOfTwo } from '../testing/order-steps.ts'
import { fail, openShop, orderService, placeOrder, type Shop } from '../testing/shop.ts'

async function beginAs(shop: Shop, orderId: string, actor: Actor) {
  const input = { orderId, actorId: `${actor.kind}:${actor.id}` }
  const { result } = await shop.services.run(beginPayment, input, { actor: orderService })
  return result.ok ? 'begun' : result.code
}

async function screenings(shop: Shop, orderId: string, actor: Actor) {
  const { result } = await shop.services.run(getOrderHistory, { orderId }, { actor })
  return accepted(result)
    .eventHistory.filter((event) => event.type === 'PaymentScreened')
    .map((event) => event.data)
}

describe('the payment of an order, without an extension', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('is begun without a word when nothing speaks against it', async () => {
    const { orderId, actor } = await orderOfTwo(shop)
    assert.equal(await beginAs(shop, orderId, actor), 'begun')
    assert.deepEqual(await screenings(shop, orderId, actor), [])
  })

  it('is not accepted after ten cards that failed, and the history says why', async () => {
    const { orderId, actor } = await orderOfTwo(shop)
    const paymentId = newId()
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      if (attempt > 1) accepted((await begin(shop, orderId)).result)
      await fail(shop, orderId, { attempt, paymentId })
    }
    assert.equal(await beginAs(shop, orderId, actor), 'PAYMENT_DECLINED')
    assert.deepEqual(await screenings(shop, orderId, actor), [
      { score: 100, reasons: ['many_failed_attempts'], by: 'default', isRefused: true },
    ])
  })

  it('of somebody with many unpaid orders is noted, and begun', async () => {
    const first = await orderOfTwo(shop)
    const { one, actor } = first
    for (let count = 0; count < 5; count += 1) await placeOrder(shop, actor, [[one.sku, 1]])
    assert.equal(await beginAs(shop, first.orderId, actor), 'begun')
    assert.deepEqual(await screenings(shop, first.orderId, actor), [
      { score: 30, reasons: ['many_unpaid_orders'], by: 'default', isRefused: false },
    ])
  })
})

describe('the payment of an order, with an extension that scores', () => {
  let shop: Shop
  let answer: (asked: FraudQuestion) => FraudAnswer | Promise<FraudAnswer> = () => ({ score: 0, reasons: [] })
  before(async () => {
    const scorer = provider({ port: fraudScore, provide: (asked) => answer(asked) })
    const made = extension({ name: 'scorer', directory: import.meta.dirname, providers: [scorer] })
    shop = await openShop([made.service])
  })
  after(() => shop.close())

  it('is decided by it, and the history names it', async () => {
    const { orderId, actor, order } = await orderOfTwo(shop)
    let seen: FraudQuestion | null = null
    answer = (asked) => {
      seen = asked
      return { score: 95, reasons: ['on_a_list'] }
    }
    assert.equal(await beginAs(shop, orderId, actor), 'PAYMENT_DECLINED')
    assert.deepEqual(await screenings(shop, orderId, actor), [
      { score: 95, reasons: ['on_a_list'], by: 'scorer', isRefused: true },
    ])
    assert.deepEqual(seen, {
      orderId,
      userId: actor.id,
      total: order.totals.total,
      currency: 'EUR',
      shippingCountry: 'GB',
      billingCountry: null,
      failedAttempts: 0,
      unpaidOrders: 0,
    })
  })

  const failing: readonly (readonly [string, typeof answer])[] = [
    ['throws', () => Promise.reject(new Error('no'))],
    ['hangs', () => new Promise(() => {})],
    ['gives no score', () => ({ points: 7 }) as never],
    ['gives a score beyond its scale', () => ({ score: 500, reasons: [] })],
  ]
  for (const [how, gives] of failing) {
    it(`is scored by the shop itself when the extension ${how}`, async () => {
      const { orderId, actor } = await orderOfTwo(shop)
      answer = gives
      assert.equal(await beginAs(shop, orderId, actor), 'begun')
      assert.deepEqual(await screenings(shop, orderId, actor), [])
    })
  }

  it('is not asked about for what the shop does by itself, nor for a stranger', async () => {
    const { orderId } = await orderOfTwo(shop)
    let asked = 0
    answer = () => {
      asked += 1
      return { score: 0, reasons: [] }
    }
    accepted((await begin(shop, orderId)).result)
    const stranger = { kind: 'user', id: newId() } as Actor
    assert.equal(await beginAs(shop, orderId, stranger), 'NOT_FOUND')
    assert.equal(asked, 0)
  })
})
