import { feature, ok } from '@rialto/core'
import { createCart } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { insertCart } from '../store/carts.ts'
import { cartKeyMark, newCartKey } from './cart-key.ts'

export default feature(createCart, (input, ctx) =>
  ctx.once(async (tx) => {
    const cartKey = newCartKey()
    const keyMark = cartKeyMark(ctx.tenant, cartKey)
    const cart = await insertCart(tx, { id: ctx.newId(), ownerId: ownerIdOf(ctx.actor), keyMark, ...input })
    return ok({ ...cart, cartKey })
  }),
)
