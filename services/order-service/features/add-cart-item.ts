import { type CallCode, type Ctx, feature, ok, type Result, refuse, type Tx } from '@rialto/core'
import { findVariants } from '@rialto/product-service/contract'
import { addCartItem } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { addLines, type CartKey, type CartLine, findCart } from '../store/carts.ts'

type Variant = NonNullable<(typeof findVariants)['types']>['output']['items'][number]

// One statement adds the units (INV-1): ten additions with ten keys add ten, a repeated one adds nothing.
export default feature(addCartItem, async (input, ctx) => {
  const found = await findProduct(ctx, input)
  if (!found.ok) return found
  const line = lineOf(found.value, { lineId: ctx.newId(), quantity: input.quantity })
  const key = { cartId: input.cartId, ownerId: ownerIdOf(ctx.actor) }
  return ctx.once(async (tx) => {
    const cart = await addLines(tx, key, [line])
    return cart ? ok(cart) : refuseAddition(tx, key)
  })
})

async function findProduct(
  ctx: Ctx,
  wish: { sku?: string | undefined; variantId?: string | undefined },
): Promise<Result<Variant, 'VALIDATION_FAILED' | 'PRODUCT_NOT_FOUND' | 'PRODUCT_NOT_AVAILABLE' | CallCode>> {
  if ((wish.sku === undefined) === (wish.variantId === undefined)) {
    return refuse('VALIDATION_FAILED', 'Send either `sku` or `variantId`')
  }
  const found = await ctx.call(findVariants, {
    skus: wish.sku === undefined ? [] : [wish.sku],
    variantIds: wish.variantId === undefined ? [] : [wish.variantId],
  })
  return found.ok ? decide(found.value.items[0]) : found
}

/** Only what the shop sells now may be put into a cart. */
export function decide(
  variant: Variant | undefined,
): Result<Variant, 'PRODUCT_NOT_FOUND' | 'PRODUCT_NOT_AVAILABLE'> {
  if (!variant) return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
  if (variant.status !== 'active') return refuse('PRODUCT_NOT_AVAILABLE', 'This product is not for sale')
  return ok(variant)
}

function lineOf(variant: Variant, parts: { lineId: string; quantity: number }): CartLine {
  const { sku, variantId, productId, vendorId, slug, title, options, image } = variant
  return { ...parts, sku, variantId, productId, vendorId, slug, title, options, image }
}

async function refuseAddition(tx: Tx, key: CartKey) {
  const cart = await findCart(tx, key.cartId, key.ownerId)
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart')
  if (cart.state !== 'open') return refuse('CART_CLOSED', `This cart is ${cart.state}`)
  return refuse('CART_FULL', 'The cart cannot hold more lines, or more units of this product')
}
