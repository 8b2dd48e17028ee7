import { type CallCode, type Ctx, feature, ok, type Result, refuse, type Tx } from '@rialto/core'
import { findVariants } from '@rialto/product-service/contract'
import { addCartItem } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import { addLines, type Cart, type CartKey, type CartLine, findCart } from '../store/carts.ts'
import { askDrop, type OpenDrop } from './check-drops.ts'

type Variant = NonNullable<(typeof findVariants)['types']>['output']['items'][number]

// One statement adds the units (INV-1): ten additions with ten keys add ten, a repeated one adds nothing. A drop is asked
// first, because what it has sold out is refused before any work.
export default feature(addCartItem, async (input, ctx) => {
  const key = { cartId: input.cartId, ownerId: ownerIdOf(ctx.actor) }
  const drop = await askDrop(ctx, input, key.ownerId)
  if (!drop.ok) return drop
  const found = await findProduct(ctx, input)
  if (!found.ok) return found
  if (drop.value && !drop.value.skus.includes(found.value.sku)) return refuseOtherProduct()
  const line = lineOf(found.value, { lineId: ctx.newId(), quantity: input.quantity, dropId: input.dropId })
  return ctx.once(async (tx) => {
    const cart = await addLines(tx, key, [line])
    return cart ? withinShare(cart, drop.value) : refuseAddition(tx, key, line)
  })
})

function refuseOtherProduct() {
  return refuse('NOT_FOUND', 'This product is not part of the drop')
}

/** What lies in the cart counts too: nobody fills a cart with more than the hold will give. */
function withinShare(cart: Cart, drop: OpenDrop | null): Result<Cart, 'LIMIT_REACHED'> {
  if (!drop) return ok(cart)
  const wanted = cart.lines
    .filter((line) => line.dropId === drop.dropId)
    .reduce((sum, line) => sum + line.quantity, 0)
  if (wanted <= drop.share) return ok(cart)
  return refuse('LIMIT_REACHED', 'That is more than one person may have', {
    dropId: drop.dropId,
    left: drop.share,
  })
}

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

function lineOf(
  variant: Variant,
  parts: { lineId: string; quantity: number; dropId?: string | undefined },
): CartLine {
  const { dropId, ...own } = parts
  const { sku, variantId, productId, vendorId, slug, title, options, localOptions = {}, image } = variant
  const ofDrop = dropId === undefined ? {} : { dropId }
  const facts = { sku, variantId, productId, vendorId, slug, title, options, localOptions, image }
  return { ...own, ...ofDrop, ...facts }
}

async function refuseAddition(tx: Tx, key: CartKey, line: CartLine) {
  const cart = await findCart(tx, key.cartId, key.ownerId)
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart')
  if (cart.state !== 'open') return refuse('CART_CLOSED', `This cart is ${cart.state}`)
  if (line.dropId === undefined && cart.lines.some((one) => one.sku === line.sku && one.dropId)) {
    return refuse('CART_LINE_OF_DROP', 'The cart holds this product from a drop; order that first')
  }
  return refuse('CART_FULL', 'The cart cannot hold more lines, or more units of this product')
}
