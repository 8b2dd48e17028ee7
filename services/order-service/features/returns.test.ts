import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Actor, newId, validate } from '@rialto/core'
import inventory from '@rialto/inventory-service'
import { accepted } from '@rialto/testing'
import * as contract from '../contract.ts'
import order from '../service.ts'
import { deliverPart, orderOfTwo, read, ship, stockOf } from '../testing/order-steps.ts'
import { type Asked, approve, ask, findLines, receive, reject, show } from '../testing/return-steps.ts'
import { deliver, followStock, openShop, pay, person, runJob, type Shop, staffOf } from '../testing/shop.ts'

describe('what customers send back (@R-002.29, @R-002.21)', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('is asked for, approved, received, put on the shelf and refunded; the order is returned', async () => {
    const { orderId, actor, one, other } = await delivered()
    const first = await asked({ orderId, actor, vendorId: one.vendorId }, one.sku, 2)
    assert.deepEqual([first.status, first.refundAmount], ['requested', 2 * one.price])
    assert.equal(accepted(await approve(shop, one.vendorId, first.returnId)).status, 'approved')
    const lines = [{ sku: one.sku, restock: 1, writeOff: 1 }]
    assert.equal(accepted(await receive(shop, one.vendorId, { ...first, lines })).status, 'received')
    assert.equal((await read(shop, orderId, actor)).status, 'delivered')
    const second = await asked({ orderId, actor, vendorId: other.vendorId }, other.sku, 1)
    await approve(shop, other.vendorId, second.returnId)
    const rest = [{ sku: other.sku, restock: 1, writeOff: 0 }]
    accepted(await receive(shop, other.vendorId, { ...second, lines: rest }))
    const view = await read(shop, orderId, actor)
    assert.deepEqual([view.status, view.timeline.at(-1)?.type], ['returned', 'returned'])
    assert.ok(view.vendors.every((vendor) => vendor.status === 'returned'))

    const events = await told(orderId)
    assert.deepEqual(
      events.map((event) => event.type),
      [
        ...['return.requested', 'return.approved', 'return.completed', 'order.returned'],
        ...['return.requested', 'return.approved', 'return.completed', 'order.returned'],
      ],
    )
    assert.deepEqual([events[3]?.data['complete'], events[7]?.data['complete']], [false, true])
    await followStock(shop, orderId)
    for (const event of events) await deliver(shop, inventory, event)
    assert.deepEqual(await stockOf(shop, one.sku), { on_hand: 9, reserved: 0, allocated: 0 })
    assert.deepEqual(await stockOf(shop, other.sku), { on_hand: 10, reserved: 0, allocated: 0 })

    await refunded(events[2]?.data, 'succeeded')
    assert.equal((await show(shop, actor, first.returnId)).status, 'refunded')
    await refunded(events[2]?.data, 'failed')
    assert.equal((await show(shop, actor, first.returnId)).status, 'received')
  })

  it('is asked for once: of twenty at the same time for the same units, one is made', async () => {
    const { orderId, actor, one } = await delivered()
    const wish = { orderId, vendorId: one.vendorId, lines: [{ sku: one.sku, quantity: 2 }] }
    const keys = Array.from({ length: 20 }, (_, index) => `key-${index % 10}`)
    const answers = await Promise.all(keys.map((key) => ask(shop, actor, { ...wish, key })))
    const made = new Set(answers.flatMap(({ result }) => (result.ok ? [result.value.returnId] : [])))
    assert.equal(made.size, 1)
    const codes = new Set(answers.flatMap(({ result }) => (result.ok ? [] : [result.code])))
    assert.deepEqual([...codes], ['LINES_NOT_DELIVERED'])
    assert.equal((await findLines(shop, actor, orderId)).get(one.sku)?.quantity, 0)
  })

  it('is received once, by whoever comes first of many, and its money is asked for once', async () => {
    const { orderId, actor, one } = await delivered()
    const { returnId } = await asked({ orderId, actor, vendorId: one.vendorId }, one.sku, 1)
    await approve(shop, one.vendorId, returnId)
    const lines = [{ sku: one.sku, restock: 1, writeOff: 0 }]
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => receive(shop, one.vendorId, { returnId, lines })),
    )
    assert.equal(answers.filter((answer) => answer.ok).length, 1)
    const completed = (await told(orderId)).filter((event) => event.type === 'return.completed')
    assert.equal(completed.length, 1)
  })

  it('is rejected with a reason that the customer reads; then it can be asked for again', async () => {
    const { orderId, actor, one } = await delivered()
    const part = { orderId, actor, vendorId: one.vendorId }
    const { returnId } = await asked(part, one.sku, 2)
    const early = await receive(shop, one.vendorId, {
      returnId,
      lines: [{ sku: one.sku, restock: 2, writeOff: 0 }],
    })
    assert.equal(early.ok ? '' : early.code, 'INVALID_STATUS_TRANSITION')
    assert.equal(accepted(await reject(shop, one.vendorId, returnId)).status, 'rejected')
    const late = await approve(shop, one.vendorId, returnId)
    assert.equal(late.ok ? '' : late.code, 'INVALID_STATUS_TRANSITION')
    assert.match((await show(shop, actor, returnId)).answer ?? '', /worn/)
    assert.equal((await asked(part, one.sku, 2)).status, 'requested')
    const text = JSON.stringify(await told(orderId))
    assert.ok(!text.includes('worn') && !text.includes('too small'), 'events hold what somebody typed')
  })

  it('is for the days that the vendor gives, and for those who may see it', async () => {
    const { orderId, actor, one, other } = await delivered()
    const wish = { orderId, vendorId: one.vendorId, lines: [{ sku: one.sku, quantity: 1 }] }
    const stranger = await ask(shop, person('user'), wish)
    assert.equal(stranger.result.ok ? '' : stranger.result.code, 'NOT_FOUND')
    const { returnId } = await asked({ orderId, actor, vendorId: one.vendorId }, one.sku, 1)
    const foreign = await approve(shop, other.vendorId, returnId)
    assert.equal(foreign.ok ? '' : foreign.code, 'NOT_FOUND')
    const input = { returnId }
    const others = staffOf(other.vendorId)
    const seen = await shop.services.run(contract.getVendorReturn, input, { actor: others })
    assert.equal(seen.result.ok ? '' : seen.result.code, 'NOT_FOUND')
    const list = accepted((await shop.services.run(contract.listVendorReturns, {}, { actor: others })).result)
    assert.deepEqual(list.items, [])
    await arrivedDaysAgo(orderId, 31)
    const late = await ask(shop, actor, wish)
    assert.equal(late.result.ok ? '' : late.result.code, 'RETURN_PERIOD_OVER')
    shop.books.returnDays = 60
    assert.equal((await ask(shop, actor, wish)).result.ok, true)
    shop.books.returnDays = 30
  })

  it('publishes only what its contract says, and forgets the customer’s words in time', async () => {
    const { orderId, actor, one } = await delivered()
    const { returnId } = await asked({ orderId, actor, vendorId: one.vendorId }, one.sku, 1)
    await approve(shop, one.vendorId, returnId)
    await receive(shop, one.vendorId, { returnId, lines: [{ sku: one.sku, restock: 0, writeOff: 1 }] })
    for (const event of await told(orderId)) {
      const type = order.events.find((known) => known.type === event.type)
      assert.ok(type, event.type)
      assert.deepEqual(validate(type.schema, event.data), [], event.type)
    }
    assert.equal((await show(shop, actor, returnId)).comment, 'too small')
    await shop.services.database.system.query(
      'update order_return set delete_comment_on = current_date - 1 where id = $1',
      [returnId],
    )
    await runJob(shop, 'order.erase_return_comments')
    assert.equal((await show(shop, actor, returnId)).comment, null)
  })

  async function delivered() {
    const made = await orderOfTwo(shop)
    await pay(shop, made.orderId, made.order.totals)
    for (const { vendorId } of [made.one, made.other]) {
      await ship(shop, { orderId: made.orderId, vendorId })
      await deliverPart(shop, { orderId: made.orderId, vendorId })
    }
    return made
  }

  async function asked(
    part: { orderId: string; actor: Actor; vendorId: string },
    sku: string,
    quantity: number,
  ) {
    const { actor, ...rest } = part
    return accepted((await ask(shop, actor, { ...rest, lines: [{ sku, quantity }] })).result) as Asked
  }

  /** What was told of returns of an order, in its order. */
  async function told(orderId: string) {
    const { rows } = await shop.services.database.system.query<{
      type: string
      data: Record<string, unknown>
    }>('select type, data from rialto_outbox where subject = $1 order by pos', [`order:${orderId}`])
    return rows
  }

  async function refunded(data: Record<string, unknown> | undefined, status: 'succeeded' | 'failed') {
    const amount = { amount: Number(data?.['refundAmount']), currency: 'EUR' }
    const news = { refundId: String(data?.['refundId']), orderId: newId(), vendorId: null, amount, status }
    await deliver(shop, order, { type: 'payment.refunded', data: news })
  }

  async function arrivedDaysAgo(orderId: string, days: number) {
    await shop.services.database.system.query(
      `update order_event set at = at - make_interval(days => $2) where stream = $1 and type = 'PartDelivered'`,
      [orderId, days],
    )
  }
})
