import { feature, ok } from '@rialto/core'
import { changeCart } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import * as store from '../store/carts.ts'
import { explainCart } from './explain-cart.ts'

// The country of the shipping address decides taxes and shipping; without an address, the country that was chosen.
export default feature(changeCart, async ({ cartId, ...change }, ctx) => {
  const key = { cartId, ownerId: ownerIdOf(ctx.actor) }
  const cart = await store.changeCart(ctx.sql, key, change)
  return cart ? ok(cart) : explainCart(ctx.sql, key)
})
