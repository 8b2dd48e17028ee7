import { feature, ok, refuse } from '@rialto/core'
import { getCart } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { findCart } from '../store/carts.ts'

export default feature(getCart, async ({ cartId }, ctx) => {
  const cart = await findCart(ctx.sql, cartId, ownerIdOf(ctx.actor))
  return cart ? ok(cart) : refuse('NOT_FOUND', 'There is no such cart')
})
