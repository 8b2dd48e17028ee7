import { feature, ok } from '@rialto/core'
import { removeCartItem } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { setQuantity } from '../store/carts.ts'
import { explainCart } from './explain-cart.ts'

// No version is asked for: whoever takes a line out wants it gone, whatever else changed.
export default feature(removeCartItem, async ({ cartId, lineId }, ctx) => {
  const key = { cartId, ownerId: ownerIdOf(ctx.actor) }
  const cart = await setQuantity(ctx.sql, key, { lineId, quantity: 0, version: null })
  return cart ? ok(cart) : explainCart(ctx.sql, key, { lineId })
})
