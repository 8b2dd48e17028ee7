import { feature, ok, type Result, refuse, type Tx } from '@rialto/core'
import { mergeCart } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { abandonCart, type Cart, giveCart, type LockedCart, lockCarts, pourLines } from '../store/carts.ts'
import { cartKeyMark } from './cart-key.ts'

type Wish = { ownerId: string; guestCartId: string; keyMark: string; ownCartId: string | undefined }
type Code = 'NOT_FOUND' | 'CART_CLOSED' | 'CART_FULL'
type Decision = 'give' | 'pour' | 'done'

// The guest's cart becomes the person's, or its lines go into the person's own cart. Both carts are locked, lower id
// first, so that two merges never wait for each other.
export default feature(mergeCart, (input, ctx) => {
  const wish = {
    ownerId: ownerIdOf(ctx.actor),
    guestCartId: input.guestCartId,
    keyMark: cartKeyMark(ctx.tenant, input.cartKey),
    ownCartId: input.cartId,
  }
  return ctx.once((tx) => merge(tx, wish))
})

async function merge(tx: Tx, wish: Wish): Promise<Result<Cart, Code>> {
  const ids = [wish.guestCartId, ...(wish.ownCartId ? [wish.ownCartId] : [])]
  const carts = await lockCarts(tx, ids)
  const guest = carts.find((cart) => cart.cartId === wish.guestCartId)
  const own = carts.find((cart) => cart.cartId === wish.ownCartId)
  const decided = decide(wish, guest, own)
  if (!decided.ok) return decided
  const merged = await carryOut(tx, wish, { decision: decided.value, guest, own })
  return merged ? ok(merged) : refuse('CART_FULL', 'Both carts together hold too much')
}

/** Whether a cart may be taken over: by who knows its key, while it is open. What is one's own already is done. */
export function decide(
  wish: Wish,
  guest: LockedCart | undefined,
  own: LockedCart | undefined,
): Result<Decision, 'NOT_FOUND' | 'CART_CLOSED'> {
  if (!guest || (guest.ownerId !== wish.ownerId && !isTaken(wish, guest))) {
    return refuse('NOT_FOUND', 'There is no such cart, or its key is another')
  }
  if (wish.ownCartId !== undefined && own?.ownerId !== wish.ownerId) {
    return refuse('NOT_FOUND', 'There is no such cart of yours')
  }
  if (guest.state !== 'open') return refuse('CART_CLOSED', `The guest’s cart is ${guest.state}`)
  if (own && own.state !== 'open') return refuse('CART_CLOSED', `Your cart is ${own.state}`)
  if (own && own.cartId !== guest.cartId) return ok('pour')
  return ok(guest.ownerId === wish.ownerId ? 'done' : 'give')
}

/** Only a guest's cart is taken over with a key; a signed-in person's never. */
function isTaken(wish: Wish, guest: LockedCart): boolean {
  return guest.ownerId.startsWith('guest:') && guest.keyMark === wish.keyMark
}

async function carryOut(
  tx: Tx,
  wish: Wish,
  parts: { decision: Decision; guest: LockedCart | undefined; own: LockedCart | undefined },
): Promise<Cart | undefined> {
  const { decision, guest, own } = parts
  if (!guest || decision === 'done') return withoutOwner(guest)
  if (decision === 'give') return giveCart(tx, guest.cartId, wish.ownerId)
  if (!own) return undefined
  const filled = await pourLines(tx, { cartId: own.cartId, ownerId: wish.ownerId }, guest.lines)
  if (filled) await abandonCart(tx, guest.cartId)
  return filled
}

function withoutOwner(cart: LockedCart | undefined): Cart | undefined {
  if (!cart) return undefined
  const { ownerId: _ownerId, keyMark: _keyMark, ...rest } = cart
  return rest
}
