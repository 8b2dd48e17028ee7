import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstEvents } from '../model/new-order.ts'
import type { LockedCart } from '../store/carts.ts'
import type { Submission } from '../store/quotes.ts'
import { decide as decideAddition } from './add-cart-item.ts'
import { keptQuote, openCart } from './create-order.ts'
import { decide as decideEnd } from './end-time-to-pay.ts'
import { decide as decideMerge } from './merge-cart.ts'

const codeOf = (result: { ok: boolean; code?: string; value?: unknown }) =>
  result.ok ? result.value : result.code

describe('what may be put into a cart', () => {
  it('is what exists and is for sale', () => {
    assert.equal(codeOf(decideAddition(undefined)), 'PRODUCT_NOT_FOUND')
    for (const status of ['draft', 'pending_approval', 'rejected', 'archived']) {
      assert.equal(codeOf(decideAddition({ status } as never)), 'PRODUCT_NOT_AVAILABLE')
    }
    assert.equal(decideAddition({ status: 'active' } as never).ok, true)
  })
})

describe('taking over a guest’s cart', () => {
  const cart = (parts: Partial<LockedCart>) =>
    ({ cartId: 'c', ownerId: 'guest:g', keyMark: 'k', state: 'open', ...parts }) as LockedCart
  const wish = { ownerId: 'user:u', guestCartId: 'c', keyMark: 'k', ownCartId: undefined }
  const into = { ...wish, ownCartId: 'o' }
  const own = cart({ cartId: 'o', ownerId: 'user:u' })

  it('needs its key, and is done when it is one’s own already', () => {
    assert.equal(codeOf(decideMerge(wish, cart({}), undefined)), 'give')
    assert.equal(codeOf(decideMerge(wish, cart({ keyMark: 'other' }), undefined)), 'NOT_FOUND')
    assert.equal(codeOf(decideMerge(wish, cart({ ownerId: 'user:v' }), undefined)), 'NOT_FOUND')
    assert.equal(codeOf(decideMerge(wish, undefined, undefined)), 'NOT_FOUND')
    assert.equal(codeOf(decideMerge(wish, cart({ ownerId: 'user:u' }), undefined)), 'done')
  })

  it('pours into an own open cart only', () => {
    assert.equal(codeOf(decideMerge(into, cart({}), own)), 'pour')
    assert.equal(codeOf(decideMerge(into, cart({}), { ...own, ownerId: 'user:v' })), 'NOT_FOUND')
    assert.equal(codeOf(decideMerge(into, cart({}), { ...own, state: 'ordered' })), 'CART_CLOSED')
    assert.equal(codeOf(decideMerge(into, cart({ state: 'abandoned' }), own)), 'CART_CLOSED')
  })
})

describe('a submitted cart', () => {
  const cart = { version: 3, state: 'open', email: 'a@b.example', shippingAddress: {} }
  const found = (parts: object, quote: object | null = {}) =>
    ({
      cart: { ...cart, ...parts },
      quote: quote && { digest: 'd', cartVersion: 3, isValid: true, document: 'kept', ...quote },
    }) as unknown as Submission
  const input = { cartId: 'c', cartVersion: 3, quoteId: 'q', digest: 'd' }

  it('must be open, with a contact', () => {
    assert.equal(codeOf(openCart({ cart: null })), 'NOT_FOUND')
    assert.equal(codeOf(openCart(found({ state: 'abandoned' }))), 'CART_CLOSED')
    for (const field of ['email', 'shippingAddress']) {
      const refused = openCart(found({ [field]: null }))
      assert.deepEqual(refused.ok ? {} : [refused.code, refused.data], [
        'CART_INCOMPLETE',
        { missing: [field] },
      ])
    }
    assert.equal(openCart(found({})).ok, true)
  })

  it('keeps the quote that was shown only if nothing changed since', () => {
    assert.equal(keptQuote(found({}), input), 'kept')
    assert.equal(keptQuote(found({}, { isValid: false }), input), undefined)
    assert.equal(keptQuote(found({}, { digest: 'other' }), input), undefined)
    assert.equal(keptQuote(found({ version: 4 }), input), undefined)
    assert.equal(keptQuote(found({}), { ...input, cartVersion: 2 }), undefined)
    assert.equal(keptQuote(found({}, null), input), undefined)
  })
})

describe('the end of the time to pay', () => {
  const { state } = firstEvents({
    orderId: 'o',
    number: 'R000000000',
    ownerId: 'guest:g',
    document: { quote: { lines: [], totals: { total: 1, currency: 'EUR' } }, items: [] } as never,
    parts: [],
    hold: { holdId: 'h', generation: 2 },
  })
  const typesOf = (order: typeof state, generation: number) => {
    const decided = decideEnd({ orderId: 'o', generation }, order)
    return decided.ok ? decided.value.map((event) => event.type) : decided.code
  }

  it('cancels what is unpaid and lives from this hold, and leaves all else alone', () => {
    assert.deepEqual(typesOf(state, 2), ['OrderStatusChanged'])
    assert.deepEqual(typesOf({ ...state, status: 'payment_failed' }, 2), ['OrderStatusChanged'])
    assert.deepEqual(typesOf(state, 1), [])
    assert.deepEqual(typesOf({ ...state, status: 'paid' }, 2), [])
  })
})
