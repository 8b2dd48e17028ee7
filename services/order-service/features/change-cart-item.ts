import { feature, ok } from '@rialto/core'
import { changeCartItem } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { setQuantity } from '../store/carts.ts'
import { explainCart } from './explain-cart.ts'

export default feature(changeCartItem, async ({ cartId, ...line }, ctx) => {
  const key = { cartId, ownerId: ownerIdOf(ctx.actor) }
  const cart = await setQuantity(ctx.sql, key, line)
  return cart ? ok(cart) : explainCart(ctx.sql, key, line)
})
