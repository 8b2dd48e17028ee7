import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { accepted, tenantB } from '@rialto/testing'
import { getFigures, listOrders } from '../contract.ts'
import { cancel, ship } from '../testing/order-steps.ts'
import { openShop, operator, pay, person, placeOrder, type Shop } from '../testing/shop.ts'

describe('the figures of a day', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  const figures = async (day?: string, tenant?: string) => {
    const options = { actor: operator, ...(tenant ? { tenant } : {}) }
    return accepted((await shop.services.run(getFigures, day ? { day } : {}, options)).result)
  }

  it('begin with nothing', async () => {
    const empty = await figures()
    assert.deepEqual(empty.orders, { created: 0, paid: 0, cancelled: 0, unpaid: 0 })
    assert.deepEqual([empty.revenue, empty.toShip], [[], { parts: 0, late: 0 }])
    assert.match(empty.day, /^\d{4}-\d{2}-\d{2}$/)
  })

  it('count what was ordered, paid, cancelled, and what waits to be shipped', async () => {
    const { sku, vendorId } = await shop.product(50)
    const actor = person('user')
    const [first, second, third] = [
      await placeOrder(shop, actor, [[sku, 2]]),
      await placeOrder(shop, actor, [[sku, 1]]),
      await placeOrder(shop, actor, [[sku, 1]]),
    ]
    await pay(shop, first.orderId, first.totals)
    await pay(shop, second.orderId, second.totals)
    accepted((await cancel(shop, third.orderId, { actor })).result)
    const before = await figures()
    assert.deepEqual(before.orders, { created: 3, paid: 2, cancelled: 1, unpaid: 0 })
    assert.deepEqual(before.revenue, [
      { currency: first.totals.currency, amount: first.totals.total + second.totals.total, orders: 2 },
    ])
    assert.deepEqual(before.toShip, { parts: 2, late: 0 })
    await ship(shop, { orderId: first.orderId, vendorId })
    assert.equal((await figures()).toShip.parts, 1)
  })

  it('are those of the day that is asked for, in this marketplace', async () => {
    assert.equal((await figures('2020-02-29')).orders.created, 0)
    assert.equal((await figures(undefined, tenantB)).orders.created, 0)
    const never = await shop.services.run(getFigures, { day: '2021-02-29' }, { actor: operator })
    assert.equal(never.result.ok ? '' : never.result.code, 'VALIDATION_FAILED')
  })

  it('know an order that waits too long', async () => {
    await shop.services.database.system.query(`update order_head set created_at = now() - interval '4 days'`)
    const seen = await figures()
    assert.deepEqual([seen.orders.created, seen.toShip], [0, { parts: 1, late: 1 }])
  })
})

describe('an order’s number', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('finds the order by its beginning, in any case, for operators', async () => {
    const { sku } = await shop.product(5)
    const orders = [
      await placeOrder(shop, person('user'), [[sku, 1]]),
      await placeOrder(shop, person('user'), [[sku, 1]]),
    ]
    for (const { number, orderId } of orders) {
      const wish = { number: ` ${number.slice(0, 7).toLowerCase()}` }
      const { items } = accepted((await shop.services.run(listOrders, wish, { actor: operator })).result)
      assert.deepEqual(
        items.map((item) => item.orderId),
        [orderId],
      )
    }
    const none = await shop.services.run(listOrders, { number: 'R%' }, { actor: operator })
    assert.deepEqual(accepted(none.result).items, [])
  })
})
