import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { tenantA, tenantB } from '@rialto/testing'
import { firstEvents } from '../model/new-order.ts'
import type { CreateOutcome, NewOrder } from '../operations.ts'
import { openShop, person, placeOrder, readyCart, type Shop } from '../testing/shop.ts'

type Item = NewOrder & { tenantId: string }

describe('order_create_v1', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('orders a cart once in a batch, and tells the others which order it became', async () => {
    const item = await newItem()
    const twin = { ...item, reply: 'never stored' }
    const second = { ...item, keyId: newId(), orderId: newId(), number: 'R000000002' }
    const outcomes = await create([item, twin, second])
    const replay = { code: 'replay', fingerprint: 'f', status: 201, reply: item.reply }
    assert.deepEqual(outcomes, [{ code: 'created' }, replay, { code: 'CART_ORDERED', orderId: item.orderId }])
    assert.deepEqual(await create([item]), [replay])
  })

  it('refuses what comes after its hold, a changed cart, a taken number and a clock that is apart', async () => {
    const item = await newItem()
    const { number } = await placeOrder(shop, person('user'), [[(await shop.product(9)).sku, 1]])
    const wrong: [Partial<Item>, string][] = [
      [{ deadline: new Date(Date.now() - 1_000).toISOString() }, 'HOLD_EXPIRED'],
      [{ cartVersion: item.cartVersion + 1 }, 'CART_CHANGED'],
      [{ ownerId: 'user:somebody' }, 'CART_CHANGED'],
      [{ tenantId: tenantB }, 'CART_CHANGED'],
      [{ number }, 'NUMBER_TAKEN'],
      [{ orderId: newId(Date.now() - 400_000) }, 'CLOCKS_APART'],
      [{ orderId: newId(Date.now() + 400_000) }, 'CLOCKS_APART'],
    ]
    for (const [parts, code] of wrong) {
      assert.deepEqual(await create([{ ...item, keyId: newId(), ...parts }]), [{ code }])
    }
    const mixed = await create([
      { ...item, keyId: newId(), ownerId: 'user:somebody' },
      { ...item, keyId: newId() },
    ])
    assert.deepEqual(
      mixed.map((outcome) => outcome.code),
      ['CART_CHANGED', 'created'],
    )
  })

  it('leaves no key behind when it refuses, so that the request may come again', async () => {
    const item = await newItem()
    const late = { ...item, deadline: new Date(0).toISOString() }
    assert.deepEqual(await create([late]), [{ code: 'HOLD_EXPIRED' }])
    assert.deepEqual(await create([item]), [{ code: 'created' }])
  })

  it('plans the end of the time to pay', async () => {
    const item = await newItem()
    await create([item])
    const { rows } = await shop.services.database.system.query(
      `select j.data, round(extract(epoch from j.due_at - clock_timestamp()))::int as seconds, h.pay_by = j.due_at as is_due
       from rialto_job j join order_head h on h.id = (j.data ->> 'orderId')::uuid
       where j.kind = 'order.end_time_to_pay' and j.key = $1`,
      [`${item.orderId}:1`],
    )
    assert.deepEqual(rows[0]?.data, { orderId: item.orderId, generation: 1 })
    assert.ok(Math.abs(rows[0]?.seconds - 1_800) < 5)
  })

  async function newItem(): Promise<Item> {
    const { sku } = await shop.product(9)
    const actor = person('user')
    const { cartId, cartVersion, total } = await readyCart(shop, actor, { lines: [[sku, 1]] })
    const orderId = newId()
    const number = `R${Math.random().toString(36).slice(2, 11).toUpperCase()}`
    const ownerId = `user:${actor.id}`
    const totals = { total, currency: 'EUR' } as never
    const document = { quote: { lines: [], totals }, items: [] } as never
    const hold = { holdId: newId(), generation: 1 }
    const draft = { orderId, number, ownerId, document, parts: [], hold }
    return {
      tenantId: tenantA,
      keyId: newId(),
      fingerprint: 'f',
      status: 201,
      reply: `{"orderId":"${orderId}"}`,
      cartId,
      cartVersion,
      deadline: new Date(Date.now() + 30_000).toISOString(),
      paySeconds: 1_800,
      contactDays: 730,
      traceparent: '',
      language: 'en',
      totals,
      ...firstEvents(draft),
      ...draft,
    }
  }

  async function create(items: readonly Item[]): Promise<CreateOutcome[]> {
    const { rows } = await shop.services.database.app.query<{ outcome: CreateOutcome }>(
      'select n, outcome from order_create_v1($1) order by n',
      [JSON.stringify(items)],
    )
    return rows.map((row) => row.outcome)
  }
})
