import { feature, ok, refuse } from '@rialto/core'
import { quoteCart } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { findCart } from '../store/carts.ts'
import { insertQuote } from '../store/quotes.ts'
import { quoteOf } from './make-quote.ts'

export default feature(quoteCart, async ({ cartId }, ctx) => {
  const ownerId = ownerIdOf(ctx.actor)
  const cart = await findCart(ctx.sql, cartId, ownerId)
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart')
  if (cart.state !== 'open') return refuse('CART_CLOSED', `This cart is ${cart.state}`)
  const quoted = await quoteOf(ctx, cart, ownerId)
  if (!quoted.ok) return quoted
  const cartVersion = cart.version
  await insertQuote(ctx.sql, { cartId, cartVersion, document: quoted.value })
  return ok({ cartId, cartVersion, quote: quoted.value.quote })
})
