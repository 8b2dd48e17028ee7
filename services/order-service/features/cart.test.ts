import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Actor, newId } from '@rialto/core'
import { accepted, tenantB } from '@rialto/testing'
import {
  addCartItem,
  changeCart,
  changeCartItem,
  createCart,
  getCart,
  mergeCart,
  quoteCart,
  removeCartItem,
} from '../contract.ts'
import {
  address,
  openShop,
  person,
  placeOrder,
  readyCart,
  runJob,
  type Shop,
  submit,
} from '../testing/shop.ts'

describe('carts', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('adds ten units in ten parallel additions with ten keys', async () => {
    const { sku } = await shop.product(100)
    const actor = person('guest')
    const { cartId } = await newCart(actor)
    await Promise.all(
      Array.from({ length: 10 }, () =>
        run(addCartItem, { cartId, sku, quantity: 1 }, { actor, key: newId() }),
      ),
    )
    const cart = await read(cartId, actor)
    assert.deepEqual(
      cart.lines.map((line) => line.quantity),
      [10],
    )
    assert.equal(cart.version, 11)
  })

  it('adds once when an addition is repeated, also ten times at once', async () => {
    const { sku } = await shop.product(100)
    const actor = person('user')
    const { cartId } = await newCart(actor)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        run(addCartItem, { cartId, sku, quantity: 2 }, { actor, key: 'once' }),
      ),
    )
    assert.equal(new Set(answers.map((answer) => answer.reply?.text)).size, 1)
    assert.equal((await read(cartId, actor)).lines[0]?.quantity, 2)
  })

  it('has one line for a SKU, named by SKU or by variant', async () => {
    const goods = await shop.product(100)
    const actor = person('user')
    const { cartId } = await newCart(actor)
    await run(addCartItem, { cartId, sku: goods.sku, quantity: 1 }, { actor, key: newId() })
    const added = { cartId, variantId: goods.variantId, quantity: 3 }
    const cart = accepted((await run(addCartItem, added, { actor, key: newId() })).result)
    assert.deepEqual(
      cart.lines.map((line) => [line.sku, line.quantity]),
      [[goods.sku, 4]],
    )
  })

  it('takes only what is for sale, and no more than it can hold', async () => {
    const goods = await shop.product(1)
    const gone = await shop.product(1, { status: 'archived' })
    const actor = person('user')
    const { cartId } = await newCart(actor)
    const code = async (wish: { sku?: string; variantId?: string; quantity: number }) => {
      const { result } = await run(addCartItem, { cartId, ...wish }, { actor, key: newId() })
      return result.ok ? 'added' : result.code
    }
    assert.equal(await code({ sku: 'NEVER', quantity: 1 }), 'PRODUCT_NOT_FOUND')
    assert.equal(await code({ sku: gone.sku, quantity: 1 }), 'PRODUCT_NOT_AVAILABLE')
    assert.equal(await code({ quantity: 1 }), 'VALIDATION_FAILED')
    assert.equal(await code({ sku: goods.sku, quantity: 10_000 }), 'added')
    assert.equal(await code({ sku: goods.sku, quantity: 1 }), 'CART_FULL')
  })

  it('changes and removes lines by version', async () => {
    const [one, other] = [await shop.product(9), await shop.product(9)]
    const actor = person('user')
    const { cartId } = await newCart(actor)
    await run(addCartItem, { cartId, sku: one.sku, quantity: 1 }, { actor, key: newId() })
    const added = { cartId, sku: other.sku, quantity: 1 }
    const cart = accepted((await run(addCartItem, added, { actor, key: newId() })).result)
    const lineId = cart.lines[0]?.lineId ?? ''
    const wish = { cartId, lineId, quantity: 4, version: cart.version }
    assert.equal(accepted((await run(changeCartItem, wish, { actor })).result).lines[0]?.quantity, 4)
    const late = (await run(changeCartItem, wish, { actor })).result
    assert.equal(late.ok ? '' : late.code, 'VERSION_CONFLICT')
    const rest = accepted((await run(removeCartItem, { cartId, lineId }, { actor })).result)
    assert.deepEqual(
      rest.lines.map((line) => line.sku),
      [other.sku],
    )
    const gone = (await run(removeCartItem, { cartId, lineId }, { actor })).result
    assert.equal(gone.ok ? '' : gone.code, 'NOT_FOUND')
  })

  it('keeps contact and choices, and leaves out what a change does not name', async () => {
    const actor = person('guest')
    const { cartId } = await newCart(actor)
    const contact = { email: 'ada@example.com', shippingAddress: address, billingAddress: address }
    accepted((await run(changeCart, { cartId, version: 1, ...contact }, { actor })).result)
    const codes = { cartId, version: 2, codes: ['SPRING'], currency: 'USD', billingAddress: null }
    accepted((await run(changeCart, codes, { actor })).result)
    const cart = await read(cartId, actor)
    assert.deepEqual(
      { email: cart.email, city: cart.shippingAddress?.city, billing: cart.billingAddress },
      { email: 'ada@example.com', city: 'London', billing: null },
    )
    assert.deepEqual([cart.currency, cart.codes, cart.version], ['USD', ['SPRING'], 3])
    const late = (await run(changeCart, codes, { actor })).result
    assert.equal(late.ok ? '' : late.code, 'VERSION_CONFLICT')
  })

  it('refuses addresses that nobody could deliver to', async () => {
    const actor = person('guest')
    const { cartId } = await newCart(actor)
    const broken = [
      { country: 'GBR' },
      { name: ' ' },
      { lines: [] },
      { phone: 'call me' },
      { postalCode: '#' },
    ]
    for (const part of broken) {
      const change = { cartId, version: 1, shippingAddress: { ...address, ...part } }
      const { result } = await run(changeCart, change, { actor })
      assert.equal(result.ok ? '' : result.code, 'VALIDATION_FAILED', JSON.stringify(part))
    }
    for (const email of ['ada', 'ada@', 'a b@c.de', '@c.de']) {
      const { result } = await run(changeCart, { cartId, version: 1, email }, { actor })
      assert.equal(result.ok ? '' : result.code, 'VALIDATION_FAILED', email)
    }
  })

  it('says what it costs, and refuses an empty cart or a product that is gone', async () => {
    const goods = await shop.product(9, { price: 250 })
    const actor = person('user')
    const { cartId } = await newCart(actor)
    const empty = (await run(quoteCart, { cartId }, { actor })).result
    assert.equal(empty.ok ? '' : empty.code, 'CART_EMPTY')
    await run(addCartItem, { cartId, sku: goods.sku, quantity: 2 }, { actor, key: newId() })
    const quoted = accepted((await run(quoteCart, { cartId }, { actor })).result)
    assert.equal(quoted.quote.totals.subtotal, 500)
    assert.equal(quoted.cartVersion, 2)
    shop.books.goods.set(goods.sku, { ...goods, status: 'archived' })
    const gone = (await run(quoteCart, { cartId }, { actor })).result
    assert.equal(gone.ok ? '' : gone.code, 'PRODUCT_NOT_AVAILABLE')
  })

  it('is closed once it is ordered', async () => {
    const { sku } = await shop.product(9)
    const actor = person('user')
    const cart = await readyCart(shop, actor, { lines: [[sku, 1]] })
    const { orderId } = accepted((await submit(shop, actor, cart)).result)
    const { result } = await run(
      addCartItem,
      { cartId: cart.cartId, sku, quantity: 1 },
      { actor, key: newId() },
    )
    assert.equal(result.ok ? '' : result.code, 'CART_CLOSED')
    const after = await read(cart.cartId, actor)
    assert.deepEqual([after.state, after.orderId, after.email], ['ordered', orderId, null])
  })

  it('is taken over by who knows its key, with its lines poured into an own cart', async () => {
    const [one, other] = [await shop.product(9), await shop.product(9)]
    const [guest, user] = [person('guest'), person('user')]
    const [guestCart, own] = [await newCart(guest), await newCart(user)]
    const { cartId: guestCartId, cartKey } = guestCart
    await run(addCartItem, { cartId: guestCartId, sku: one.sku, quantity: 2 }, { actor: guest, key: newId() })
    for (const sku of [one.sku, other.sku]) {
      await run(addCartItem, { cartId: own.cartId, sku, quantity: 1 }, { actor: user, key: newId() })
    }
    const wrong = await run(mergeCart, { guestCartId, cartKey: 'guess' }, { actor: user, key: newId() })
    assert.equal(wrong.result.ok ? '' : wrong.result.code, 'NOT_FOUND')
    const wish = { guestCartId, cartKey, cartId: own.cartId }
    const merged = accepted((await run(mergeCart, wish, { actor: user, key: 'merge' })).result)
    assert.deepEqual(
      merged.lines.map((line) => [line.sku, line.quantity]),
      [
        [one.sku, 3],
        [other.sku, 1],
      ],
    )
    const again = await run(mergeCart, wish, { actor: user, key: 'merge' })
    assert.equal(again.replayed, true)
    assert.equal((await read(guestCartId, guest)).state, 'abandoned')
  })

  it('becomes the person’s own when they have none; a person’s cart is never taken', async () => {
    const { sku } = await shop.product(9)
    const [guest, user, thief] = [person('guest'), person('user'), person('user')]
    const { cartId: guestCartId, cartKey } = await newCart(guest)
    await run(addCartItem, { cartId: guestCartId, sku, quantity: 2 }, { actor: guest, key: newId() })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        run(mergeCart, { guestCartId, cartKey }, { actor: user, key: newId() }),
      ),
    )
    assert.ok(answers.every((answer) => answer.result.ok))
    assert.equal((await read(guestCartId, user)).lines[0]?.quantity, 2)
    const stolen = await run(mergeCart, { guestCartId, cartKey }, { actor: thief, key: newId() })
    assert.equal(stolen.result.ok ? '' : stolen.result.code, 'NOT_FOUND')
    const left = await run(getCart, { cartId: guestCartId }, { actor: guest })
    assert.equal(left.result.ok ? '' : left.result.code, 'NOT_FOUND')
  })

  it('does not exist for strangers and other marketplaces', async () => {
    const actor = person('user')
    const { cartId } = await newCart(actor)
    const asked = [
      run(getCart, { cartId }, { actor: person('user') }),
      run(getCart, { cartId }, { actor: { ...actor, kind: 'guest' } }),
      run(getCart, { cartId }, { actor, tenant: tenantB }),
      run(changeCart, { cartId, version: 1, codes: [] }, { actor: person('guest') }),
      run(quoteCart, { cartId }, { actor: person('guest') }),
    ]
    for (const { result } of await Promise.all(asked)) assert.equal(result.ok ? '' : result.code, 'NOT_FOUND')
  })

  it('is abandoned after thirty days, and its contact is erased', async () => {
    const actor = person('guest')
    const { cartId } = await newCart(actor)
    accepted((await run(changeCart, { cartId, version: 1, email: 'ada@example.com' }, { actor })).result)
    await shop.services.database.system.query(
      'update order_cart set touched_on = touched_on - 31 where id = $1',
      [cartId],
    )
    await runJob(shop, 'order.abandon_carts')
    const cart = await read(cartId, actor)
    assert.deepEqual([cart.state, cart.email], ['abandoned', null])
  })

  it('keeps the contact of an order until its time is over', async () => {
    const { sku } = await shop.product(9)
    const { orderId } = await placeOrder(shop, person('user'), [[sku, 1]])
    await runJob(shop, 'order.erase_contacts')
    const contacts = () =>
      shop.services.database.system.query('select from order_contact where id = $1', [orderId])
    assert.equal((await contacts()).rowCount, 1)
    await shop.services.database.system.query('update order_contact set delete_on = delete_on - 800')
    await runJob(shop, 'order.erase_contacts')
    assert.equal((await contacts()).rowCount, 0)
  })

  type Run = Shop['services']['run']
  const run: Run = (endpoint, input, options) => shop.services.run(endpoint, input, options)

  async function newCart(actor: Actor) {
    const input = { currency: 'EUR', language: 'en' as const, country: 'DE' }
    return accepted((await run(createCart, input, { actor, key: newId() })).result)
  }

  async function read(cartId: string, actor: Actor) {
    return accepted((await run(getCart, { cartId }, { actor })).result)
  }
})
