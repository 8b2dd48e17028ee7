import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, tenantB } from '@rialto/testing'
import { addCartItem, createOrder, getCart, getOrder, quoteCart } from '../contract.ts'
import { openShop, person, placeOrder, published, readyCart, type Shop, submit } from '../testing/shop.ts'

describe('ordering a cart', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  const codeOf = (answer: { result: { ok: boolean; code?: string } }) =>
    answer.result.ok ? 'ordered' : answer.result.code

  it('makes an order at the price of the quote, with its units held (@R-002.28)', async () => {
    const [one, other] = [await shop.product(5, { price: 1_250 }), await shop.product(5, { price: 300 })]
    const actor = person('user')
    const cart = await readyCart(shop, actor, {
      lines: [
        [one.sku, 2],
        [other.sku, 1],
      ],
    })
    const answer = accepted((await submit(shop, actor, cart)).result)
    assert.equal(answer.totals.total, 2 * 1_250 + 300 + 2 * 500)
    assert.match(answer.number, /^R[0-9A-Z]{9}$/)
    assert.equal(await shop.available(one.sku), 3)
    const order = accepted((await shop.services.run(getOrder, { orderId: answer.orderId }, { actor })).result)
    assert.equal(order.status, 'pending')
    assert.equal(order.items[0]?.title, `Das ${one.sku}`)
    // Frozen as it was read: the buyer's words, while the cart keeps those that SKUs go by.
    assert.deepEqual(order.items[0]?.options, { Größe: 'Mittel' })
    const { lines } = accepted((await shop.services.run(getCart, { cartId: cart.cartId }, { actor })).result)
    assert.deepEqual(lines[0]?.options, { size: 'M' })
    assert.deepEqual(lines[0]?.localOptions, { de: { Größe: 'Mittel' } })
    assert.equal(order.vendors.length, 2)
    assert.equal(order.shippingAddress?.city, 'London')
    assert.deepEqual(
      order.timeline.map((entry) => entry.type),
      ['created'],
    )
    assert.ok(order.payBy)
  })

  it('makes one order of ten submits with ten keys, although only one unit is left', async () => {
    const { sku } = await shop.product(1)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(shop, actor, cart)))
    const orders = answers.map((answer) => accepted(answer.result).orderId)
    assert.equal(new Set(orders).size, 1)
    assert.equal(await shop.available(sku), 0)
    assert.equal((await heads(cart.cartId)).length, 1)
  })

  it('answers 50 equal requests at once with the same bytes (@R-003.a)', async () => {
    const { sku } = await shop.product(100)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => submit(shop, actor, { ...cart, key: 'one key' })),
    )
    assert.equal(new Set(answers.map((answer) => `${answer.reply?.status} ${answer.reply?.text}`)).size, 1)
    assert.equal(answers.filter((answer) => !answer.replayed).length, 1)
    assert.equal(await shop.available(sku), 99)
    assert.equal((await heads(cart.cartId)).length, 1)
  })

  it('refuses another request under a used key', async () => {
    const { sku } = await shop.product(5)
    const actor = person('user')
    const first = await readyCart(shop, actor, { lines: [[sku, 1]] })
    const second = await readyCart(shop, actor, { lines: [[sku, 2]] })
    assert.equal(codeOf(await submit(shop, actor, { ...first, key: 'key' })), 'ordered')
    assert.equal(codeOf(await submit(shop, actor, { ...second, key: 'key' })), 'IDEMPOTENCY_MISMATCH')
  })

  it('finds the hold of an attempt that died between hold and commit', async () => {
    const { sku } = await shop.product(1)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    shop.faults.set('inventory.take_hold', 'drop after')
    await assert.rejects(submit(shop, actor, { ...cart, key: 'again' }))
    assert.equal(await shop.available(sku), 0)
    assert.equal(codeOf(await submit(shop, actor, { ...cart, key: 'again' })), 'ordered')
    assert.equal(await shop.available(sku), 0)
  })

  it('finds the order of an attempt that died between commit and attachment, and attaches its hold', async () => {
    const { sku } = await shop.product(1)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    shop.faults.set('inventory.change_hold', 'drop after')
    await assert.rejects(submit(shop, actor, { ...cart, key: 'again' }))
    const answer = await submit(shop, actor, { ...cart, key: 'again' })
    assert.equal(answer.replayed, true)
    const holds = await holdsOf(accepted(answer.result).orderId)
    assert.deepEqual(holds, ['attached'])
  })

  it('cancels an order whose hold is lost before it is attached, and says so', async () => {
    const { sku } = await shop.product(1)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    shop.faults.set('inventory.change_hold', 'fail before')
    const answer = await submit(shop, actor, { ...cart, key: 'lost' })
    assert.equal(codeOf(answer), 'HOLD_EXPIRED')
    const again = await submit(shop, actor, { ...cart, key: 'lost' })
    assert.equal(again.reply?.text, answer.reply?.text)
    assert.equal(again.replayed, true)
    const [head] = await heads(cart.cartId)
    assert.equal(head?.status, 'cancelled')
    const events = await published(shop, head?.id ?? '')
    assert.deepEqual(
      events.map((event) => event.type),
      ['order.created', 'order.cancelled'],
    )
  })

  it('gives the last unit to one of two who want it', async () => {
    const { sku } = await shop.product(1)
    const [anna, ben] = [person('user'), person('guest')]
    const carts = [
      await readyCart(shop, anna, { lines: [[sku, 1]] }),
      await readyCart(shop, ben, { lines: [[sku, 1]] }),
    ] as const
    const answers = await Promise.all([submit(shop, anna, carts[0]), submit(shop, ben, carts[1])])
    assert.deepEqual(answers.map(codeOf).sort(), ['SOLD_OUT', 'ordered'])
  })

  it('remembers a sold-out answer under its key, and asks anew under another', async () => {
    const goods = await shop.product(0)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[goods.sku, 1]] })
    const first = await submit(shop, actor, { ...cart, key: 'sold out' })
    assert.equal(codeOf(first), 'SOLD_OUT')
    await shop.product(3, goods)
    const again = await submit(shop, actor, { ...cart, key: 'sold out' })
    assert.equal(again.reply?.text, first.reply?.text)
    assert.equal(codeOf(await submit(shop, actor, { ...cart, key: 'a new key' })), 'ordered')
  })

  it('writes nothing when it is known beforehand that too little is left', async () => {
    const goods = await shop.product(1)
    const [anna, ben] = [person('user'), person('user')]
    const first = await readyCart(shop, anna, { lines: [[goods.sku, 2]] })
    const cart = await readyCart(shop, ben, { lines: [[goods.sku, 2]] })
    assert.equal(codeOf(await submit(shop, anna, first)), 'SOLD_OUT')
    const before = await traces(cart.cartId)
    assert.equal(codeOf(await submit(shop, ben, { ...cart, key: 'foreseen' })), 'SOLD_OUT')
    assert.deepEqual(await traces(cart.cartId), before)
    await shop.product(3, goods)
    assert.equal(codeOf(await submit(shop, ben, { ...cart, key: 'foreseen' })), 'ordered')
  })

  it('counts the uses of a promotion: the last one goes to one of ten', async () => {
    const { sku } = await shop.product(100)
    shop.books.codes.set('LAST', 1)
    const people = Array.from({ length: 10 }, () => person('user'))
    const carts = await Promise.all(
      people.map((actor) => readyCart(shop, actor, { lines: [[sku, 1]], codes: ['LAST'] })),
    )
    const answers = await Promise.all(
      carts.map((cart, index) => submit(shop, people[index] ?? person('user'), cart)),
    )
    const codes = answers.map(codeOf)
    assert.equal(codes.filter((code) => code === 'ordered').length, 1)
    assert.equal(codes.filter((code) => code === 'LIMIT_REACHED').length, 9)
    assert.equal(await shop.available(sku), 99)
  })

  it('shows the new quote when the price changed, and when the cart did', async () => {
    const goods = await shop.product(5)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[goods.sku, 1]] })
    const { cartId } = cart
    await shop.services.run(addCartItem, { cartId, sku: goods.sku, quantity: 1 }, { actor, key: newId() })
    const changed = await submit(shop, actor, { ...cart, key: 'key' })
    assert.equal(codeOf(changed), 'QUOTE_CHANGED')
    const { data } = changed.result as { data: { cartVersion: number; quote: { totals: { total: number } } } }
    assert.equal(data.quote.totals.total, 2 * goods.price + 500)
    assert.equal(data.cartVersion, cart.cartVersion + 1)
    assert.equal(changed.reply, null, 'a refusal before any work is not stored')
    assert.equal(codeOf(await submit(shop, actor, { ...cart, digest: 'another' })), 'QUOTE_CHANGED')
  })

  it('honours a quote after the price list changed', async () => {
    const goods = await shop.product(5, { price: 700 })
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[goods.sku, 1]] })
    shop.books.goods.set(goods.sku, { ...goods, price: 900 })
    assert.equal(accepted((await submit(shop, actor, cart)).result).totals.total, 1_200)
  })

  it('does not honour a quote that ran out, if the price changed', async () => {
    const goods = await shop.product(5, { price: 700 })
    const actor = person('user')
    shop.books.quoteValidSeconds = 1
    const cart = await readyCart(shop, actor, { lines: [[goods.sku, 1]] })
    shop.books.quoteValidSeconds = 600
    shop.books.goods.set(goods.sku, { ...goods, price: 900 })
    await shop.services.database.system.query("update order_quote set expires_at = now() - interval '1 s'")
    assert.equal(codeOf(await submit(shop, actor, cart)), 'QUOTE_CHANGED')
  })

  it('honours the quote that it showed instead, and keeps none for an order that needed no showing', async () => {
    const goods = await shop.product(5, { price: 700 })
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[goods.sku, 1]] })
    const changed = await submit(shop, actor, { ...cart, digest: 'another' })
    const { data } = changed.result as { data: { cartVersion: number; quote: typeof cart } }
    const { quoteId, digest } = data.quote
    shop.books.goods.set(goods.sku, { ...goods, price: 900 })
    const shown = { ...cart, cartVersion: data.cartVersion, quoteId, digest }
    assert.equal(accepted((await submit(shop, actor, shown)).result).totals.total, 1_200)
    const other = await readyCart(shop, actor, { lines: [[goods.sku, 1]] })
    assert.equal(codeOf(await submit(shop, actor, { ...other, quoteId: newId() })), 'ordered')
    const { rows } = await shop.services.database.system.query(
      'select count(*)::int as quotes from order_quote where cart_id = $1',
      [other.cartId],
    )
    assert.deepEqual(rows, [{ quotes: 1 }])
  })

  it('is refused before the hold while payments are too busy', async () => {
    const { sku } = await shop.product(1)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    shop.books.areProviderQueuesFull = true
    const busy = await submit(shop, actor, { ...cart, key: 'busy' })
    shop.books.areProviderQueuesFull = false
    assert.equal(codeOf(busy), 'PAYMENTS_BUSY')
    assert.equal(await shop.available(sku), 1)
    assert.equal(codeOf(await submit(shop, actor, { ...cart, key: 'busy' })), 'ordered')
  })

  it('is refused when a vendor has no terms', async () => {
    const goods = await shop.product(1)
    shop.books.vendorsWithTerms.delete(goods.vendorId)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[goods.sku, 1]] })
    assert.equal(codeOf(await submit(shop, actor, cart)), 'VENDOR_UNAVAILABLE')
  })

  it('does not exist for strangers and other marketplaces', async () => {
    const { sku } = await shop.product(5)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    assert.equal(codeOf(await submit(shop, person('user'), cart)), 'NOT_FOUND')
    const input = { cartId: cart.cartId }
    const elsewhere = await shop.services.run(quoteCart, input, { actor, tenant: tenantB })
    assert.equal(codeOf(elsewhere), 'NOT_FOUND')
    const { orderId } = accepted((await submit(shop, actor, cart)).result)
    for (const asked of [
      shop.services.run(getOrder, { orderId }, { actor: person('guest') }),
      shop.services.run(getOrder, { orderId }, { actor, tenant: tenantB }),
    ]) {
      assert.equal(codeOf(await asked), 'NOT_FOUND')
    }
    const { total: _total, ...wish } = cart
    const other = await shop.services.run(createOrder, wish, { actor, tenant: tenantB, key: 'x' })
    assert.equal(codeOf(other), 'NOT_FOUND')
  })

  it('moves the contact to the order, and keeps none in events, keys or jobs', async () => {
    const { sku } = await shop.product(5)
    const actor = person('user')
    await placeOrder(shop, actor, [[sku, 1]])
    const { rows } = await shop.services.database.system.query(
      `select (select count(*)::int from order_event where data::text ~* 'ada@|london|lovelace') as events,
         (select count(*)::int from rialto_idempotency where reply ~* 'ada@|london|lovelace') as replies,
         (select count(*)::int from rialto_job where data::text ~* 'ada@|london') as jobs,
         (select count(*)::int from order_contact c join order_cart k on k.id = c.id and k.state = 'ordered') as carts`,
    )
    assert.deepEqual(rows[0], { events: 0, replies: 0, jobs: 0, carts: 0 })
  })

  async function heads(cartId: string) {
    const found = await shop.services.database.system.query<{ id: string; status: string }>(
      'select id, status from order_head where cart_id = $1',
      [cartId],
    )
    return found.rows
  }

  async function traces(cartId: string): Promise<unknown> {
    const { rows } = await shop.services.database.system.query(
      `select (select hold_attempt from order_cart where id = $1) as attempt,
         (select count(*)::int from rialto_idempotency) as replies, (select count(*)::int from inventory_hold) as holds`,
      [cartId],
    )
    return rows[0]
  }

  async function holdsOf(orderId: string): Promise<string[]> {
    const found = await shop.services.database.system.query<{ state: string }>(
      'select state from inventory_hold where order_id = $1',
      [orderId],
    )
    return found.rows.map((row) => row.state)
  }
})
