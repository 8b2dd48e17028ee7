import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import fc from 'fast-check'
import {
  beginPayment,
  cancelOrder,
  cancelVendorOrder,
  createOrder,
  deliverVendorOrder,
  shipVendorOrder,
} from '../contract.ts'
import { fold, type Order, type OrderEvent } from '../model/order.ts'
import {
  fail,
  openShop,
  operator,
  orderService,
  pay,
  person,
  placeOrder,
  readyCart,
  runJob,
  type Shop,
} from '../testing/shop.ts'

describe('the stream of an order', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('has no gap, and its fold is the head, after random moves at the same time (INV-3)', async () => {
    const moves = fc.array(
      fc.constantFrom(
        'pay',
        'pay late',
        'fail',
        'begin',
        'cancel',
        'ship',
        'piece',
        'deliver',
        'cancel part',
      ),
      { minLength: 3, maxLength: 9 },
    )
    await fc.assert(
      fc.asyncProperty(moves, fc.boolean(), async (list, atOnce) => {
        const [one, other] = [await shop.product(9), await shop.product(9)]
        const order = await placeOrder(shop, person('user'), [
          [one.sku, 2],
          [other.sku, 1],
        ])
        const vendorIds = [one.vendorId, other.vendorId]
        const run = (move: string, index: number) =>
          attempt(move, { order, sku: one.sku, vendorId: vendorIds[index % 2] ?? one.vendorId })
        if (atOnce) await Promise.all(list.map(run))
        else for (const [index, move] of list.entries()) await run(move, index)
        await checkStream(order.orderId)
      }),
      { numRuns: 25 },
    )
  })

  it('is found in one partition, and partitions exist three months ahead (@R-001.j)', async () => {
    const { sku } = await shop.product(9)
    const { orderId } = await placeOrder(shop, person('user'), [[sku, 1]])
    for (const [table, column] of [
      ['order_event', 'stream'],
      ['order_head', 'id'],
    ]) {
      const { rows } = await shop.services.database.system.query(
        `explain select * from ${table} where ${column} = '${orderId}'`,
      )
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      assert.equal(new Set(plan.match(/order_(event|head)_\d{4}_\d{2}/g)).size, 1, plan)
    }
    const ahead = new Date()
    ahead.setUTCDate(1)
    ahead.setUTCMonth(ahead.getUTCMonth() + 3)
    const name = `order_event_${ahead.toISOString().slice(0, 7).replace('-', '_')}`
    const found = await shop.services.database.system.query(
      'select to_regclass($1) is not null as is_there',
      [name],
    )
    assert.equal(found.rows[0]?.is_there, true, name)
    await runJob(shop, 'order.make_partitions')
    const made = await shop.services.database.app.query('select order_make_partitions(5) as made')
    assert.equal(made.rows[0]?.made, 4)
  })

  it('is closed to who asks a partition itself, and cannot be changed', async () => {
    const { rows } = await shop.services.database.system.query<{ part: string }>(
      `select tableoid::regclass::text as part from order_event limit 1`,
    )
    const part = rows[0]?.part ?? ''
    // The policies hold on the partition too: without a tenant there is no answer at all.
    await assert.rejects(shop.services.database.app.query(`select count(*) from ${part}`), /tenant|uuid/)
    await assert.rejects(
      shop.services.database.app.query(`update order_event set type = 'X'`),
      /permission denied/,
    )
  })

  it('tells of a creation that failed after its hold, and the hold is released (@R-002.28)', async () => {
    const { sku } = await shop.product(9)
    const actor = person('user')
    const { total: _total, ...wish } = await readyCart(shop, actor, { lines: [[sku, 1]] })
    // The cart changes between the reading and the commit: another version is what the commit finds.
    const trigger = `create or replace function order_test_bump() returns trigger language plpgsql as $$
      begin update order_cart set version = version + 1 where id = '${wish.cartId}'; return new; end $$`
    await ownerQuery(trigger)
    await ownerQuery(
      'create trigger bump after insert on inventory_hold for each row execute function order_test_bump()',
    )
    const answer = await shop.services.run(createOrder, wish, { actor, key: 'key' })
    await ownerQuery('drop trigger bump on inventory_hold')
    assert.equal(answer.result.ok ? '' : answer.result.code, 'CART_CHANGED')
    const { orderId } = (answer.result as unknown as { data: { orderId: string } }).data
    const { rows } = await shop.services.database.system.query(
      'select type, version, data from order_event where stream = $1',
      [orderId],
    )
    assert.deepEqual(
      rows.map((row) => [row.type, row.version, row.data.reason]),
      [['OrderCreationFailed', 1, 'CART_CHANGED']],
    )
    assert.equal(await shop.available(sku), 9)
    const again = await shop.services.run(createOrder, wish, { actor, key: 'key' })
    assert.deepEqual([again.replayed, again.reply?.text], [true, answer.reply?.text])
  })

  async function ownerQuery(text: string): Promise<void> {
    const client = await shop.services.database.system.connect()
    try {
      await client.query('set role rialto_owner')
      await client.query(text)
    } finally {
      client.release(true)
    }
  }

  type Target = { order: { orderId: string; totals: { total: number } }; sku: string; vendorId: string }

  /** Refusals and parked events are part of life; anything else fails the test. */
  async function attempt(move: string, { order, sku, vendorId }: Target): Promise<void> {
    const { orderId, totals } = order
    const options = { actor: operator, key: newId() }
    const part = { orderId, vendorId }
    const { run } = shop.services
    const parked = (error: Error) => assert.match(error.message, /answered (GENERATION_WRONG|PAID_TWICE)/)
    switch (move) {
      case 'pay':
        return pay(shop, orderId, { ...totals, paymentId: orderId }).catch(parked)
      case 'pay late':
        return pay(shop, orderId, { ...totals, generation: 2 }).catch(parked)
      case 'fail':
        return fail(shop, orderId)
      case 'begin':
        await run(beginPayment, { orderId, actorId: null }, { actor: orderService })
        return
      case 'cancel':
        await run(cancelOrder, { orderId }, options)
        return
      case 'ship':
        await run(shipVendorOrder, { ...part, carrier: 'Post' }, options)
        return
      case 'piece':
        await run(shipVendorOrder, { ...part, carrier: 'Post', lines: [{ sku, quantity: 1 }] }, options)
        return
      case 'deliver':
        await run(deliverVendorOrder, part, options)
        return
      default:
        await run(cancelVendorOrder, part, options)
    }
  }

  async function checkStream(orderId: string): Promise<void> {
    const { system } = shop.services.database
    const events = await system.query<OrderEvent & { version: number; pos: bigint }>(
      'select version, pos, type, data from order_event where stream = $1 order by version',
      [orderId],
    )
    assert.deepEqual(
      events.rows.map((row) => row.version),
      events.rows.map((_row, index) => index + 1),
    )
    const positions = events.rows.map((row) => row.pos)
    assert.deepEqual(
      positions,
      positions.toSorted((left, right) => Number(left - right)),
    )
    const heads = await system.query<{ state: Order; status: string; version: number }>(
      'select state, status, version from order_head where id = $1',
      [orderId],
    )
    const folded = fold(events.rows)
    assert.deepEqual(heads.rows[0]?.state, folded)
    assert.deepEqual([heads.rows[0]?.status, heads.rows[0]?.version], [folded?.status, folded?.version])
    const parts = await system.query<{ vendor_id: string; status: string }>(
      'select vendor_id, status from order_vendor_order where order_id = $1',
      [orderId],
    )
    for (const part of parts.rows) {
      assert.equal(part.status, folded?.parts.find((one) => one.vendorId === part.vendor_id)?.status)
    }
  }
})
