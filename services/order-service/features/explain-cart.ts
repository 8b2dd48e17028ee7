import { refuse, type Sql } from '@rialto/core'
import { type CartKey, findCart } from '../store/carts.ts'

/** Why a change of a cart changed nothing. The statement itself decided; this only finds the words. */
export async function explainCart(sql: Sql, key: CartKey, wish: { version?: number; lineId?: string } = {}) {
  const cart = await findCart(sql, key.cartId, key.ownerId)
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart')
  if (cart.state !== 'open') return refuse('CART_CLOSED', `This cart is ${cart.state}`)
  if (wish.lineId !== undefined && !cart.lines.some((line) => line.lineId === wish.lineId)) {
    return refuse('NOT_FOUND', 'There is no such line in the cart')
  }
  return refuse('VERSION_CONFLICT', 'The cart was changed meanwhile. Read it again', {
    version: cart.version,
  })
}
