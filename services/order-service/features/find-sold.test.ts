// What search counts as sold.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted } from '@rialto/testing'
import { findSold, listSoldOrders } from '../contract.ts'
import { cancel, cancelPart, deliverPart, orderOfTwo, ship } from '../testing/order-steps.ts'
import { approve, ask, receive } from '../testing/return-steps.ts'
import { openShop, orderService, pay, type Shop } from '../testing/shop.ts'

describe('what orders sold', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('is nothing before it is paid, then all units, and nothing again once cancelled', async () => {
    const { orderId, order, actor, one, other } = await orderOfTwo(shop)
    assert.deepEqual(await sold(orderId, one, other), [0, 0])
    await pay(shop, orderId, order.totals)
    assert.deepEqual(await sold(orderId, one, other), [2, 1])
    accepted((await cancel(shop, orderId, { actor })).result)
    assert.deepEqual(await sold(orderId, one, other), [0, 0])
  })

  it('is without the part that a vendor gave up, and without the rest of one that was begun', async () => {
    const { orderId, order, one, other } = await orderOfTwo(shop)
    await pay(shop, orderId, order.totals)
    await cancelPart(shop, { orderId, vendorId: other.vendorId })
    await ship(shop, { orderId, vendorId: one.vendorId }, [{ sku: one.sku, quantity: 1 }])
    await cancelPart(shop, { orderId, vendorId: one.vendorId })
    assert.deepEqual(await sold(orderId, one, other), [1, 0])
  })

  it('is without what came back, from the day on which it came', async () => {
    const { orderId, order, actor, one, other } = await orderOfTwo(shop)
    await pay(shop, orderId, order.totals)
    const { vendorId } = one
    await ship(shop, { orderId, vendorId })
    await deliverPart(shop, { orderId, vendorId })
    const wish = { orderId, vendorId, lines: [{ sku: one.sku, quantity: 2 }] }
    const { returnId } = accepted((await ask(shop, actor, wish)).result)
    await approve(shop, vendorId, returnId)
    assert.deepEqual(await sold(orderId, one, other), [2, 1])
    // One of the two units did not come.
    await receive(shop, vendorId, { returnId, lines: [{ sku: one.sku, restock: 0, writeOff: 1 }] })
    assert.deepEqual(await sold(orderId, one, other), [1, 1])
  })

  it('is listed for the days that are asked for, page by page', async () => {
    const { orderId, order } = await orderOfTwo(shop)
    const unpaid = await orderOfTwo(shop)
    assert.ok(!(await list()).includes(orderId))
    await pay(shop, orderId, order.totals)
    const listed = await list()
    assert.ok(listed.includes(orderId) && !listed.includes(unpaid.orderId))
    assert.deepEqual(listed, listed.toSorted())
    assert.deepEqual(await list({ after: listed.at(-2) ?? '', limit: 5 }), listed.slice(-1))
    const { rows } = await shop.services.database.system.query<{ low: string }>(
      `select count(*) as low from order_head where id = any($1) and created_at > now() - interval '1 day'`,
      [listed],
    )
    assert.equal(Number(rows[0]?.low), listed.length)
  })

  it('says nothing of an order that is unknown', async () => {
    assert.deepEqual(await read([newId()]), [])
  })

  async function read(orderIds: string[]) {
    return accepted((await shop.services.run(findSold, { orderIds }, { actor: orderService })).result).items
  }

  type Made = { productId: string }

  async function sold(orderId: string, ...goods: Made[]) {
    const [found] = await read([orderId])
    return goods.map(
      ({ productId }) => found?.products.find((product) => product.productId === productId)?.units,
    )
  }

  async function list(parts: { after?: string; limit?: number } = {}) {
    const input = { days: 30, limit: 100, ...parts }
    return accepted((await shop.services.run(listSoldOrders, input, { actor: orderService })).result).orderIds
  }
})
