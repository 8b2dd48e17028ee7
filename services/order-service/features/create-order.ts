import { type CallCode, type Ctx, feature, type Result, refuse } from '@rialto/core'
import { getReadiness } from '@rialto/payment-service/contract'
import { findAgreements } from '@rialto/vendor-service/contract'
import { beforeOrder, createOrder } from '../contract.ts'
import { type FrozenPart, freezeParts } from '../model/freeze.ts'
import { viewOf } from '../model/order-view.ts'
import { ownerIdOf } from '../model/owner.ts'
import { orderProblem, type QuoteDocument } from '../model/quote.ts'
import { findSubmission, insertQuote, type Submission } from '../store/quotes.ts'
import { answerWithOrder, replay } from './answer-submission.ts'
import { refuseByDrops } from './check-drops.ts'
import { commitOrder } from './commit-order.ts'
import { holdCart, isDecided } from './hold-cart.ts'
import type { OrderPorts } from './limits.ts'
import { quoteOf } from './make-quote.ts'

type Input = { cartId: string; cartVersion: number; quoteId: string; digest: string }

// What can be refused without work is refused before the hold; money is asked about before units are promised. The hold
// comes before the order (spine 3), the order's one commit before the attachment, and the answer after that: a crash
// between any two steps leaves a hold that ends by itself, or an order that a repeated request finds.
export default feature(createOrder, async (input, ctx: Ctx<OrderPorts>) => {
  const key = ctx.requestKey
  if (!key) return refuse('IDEMPOTENCY_KEY_REQUIRED', 'Send an Idempotency-Key')
  const ownerId = ownerIdOf(ctx.actor)
  const found = await findSubmission(ctx.sql, { ...input, ownerId, keyId: key.id })
  const readAt = performance.now()
  if (found.reply) return replay(ctx, key, found.reply)
  if (found.cart?.orderId) return answerWithOrder(ctx, found.cart.orderId)
  const cart = openCart(found)
  if (!cart.ok) return cart
  const shut = await refuseByDrops(ctx, cart.value.lines, ownerId)
  if (shut) return shut
  const quoted = await honouredQuote(ctx, { found, input, ownerId })
  if (!quoted.ok) return quoted
  const parts = await acceptedParts(ctx, quoted.value)
  if (!parts.ok) return parts
  const refused = await ctx.check(beforeOrder, () => viewOf(cart.value, quoted.value, ownerId))
  if (refused) return refused
  const held = await holdCart(ctx, {
    cartId: input.cartId,
    cartVersion: input.cartVersion,
    ownerId,
    attempt: cart.value.holdAttempt,
    document: quoted.value,
  })
  if (!held.ok) return isDecided(held) ? ctx.once(async () => held) : held
  return commitOrder(ctx, {
    key,
    cart: cart.value,
    ownerId,
    document: quoted.value,
    parts: parts.value,
    hold: held.value,
    clock: () => found.clock.getTime() + (performance.now() - readAt),
  })
})

type OpenCart = NonNullable<Submission['cart']>

/** Whether a cart can become an order at all. */
export function openCart(
  found: Pick<Submission, 'cart'>,
): Result<OpenCart, 'NOT_FOUND' | 'CART_CLOSED' | 'CART_INCOMPLETE'> {
  const { cart } = found
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart')
  if (cart.state !== 'open') return refuse('CART_CLOSED', `This cart is ${cart.state}`)
  const missing = (['email', 'shippingAddress'] as const).filter((field) => cart[field] === null)
  if (missing.length > 0) {
    return refuse('CART_INCOMPLETE', `The cart still needs: ${missing.join(', ')}`, { missing })
  }
  return { ok: true, value: cart }
}

/** The quote that the person saw, while it is valid for this cart; else a new one, if it says the same. */
export function keptQuote(found: Submission, input: Input): QuoteDocument | undefined {
  const { cart, quote } = found
  if (!cart || !quote?.isValid) return undefined
  const isSame = quote.digest === input.digest && quote.cartVersion === cart.version
  return isSame && cart.version === input.cartVersion ? quote.document : undefined
}

async function honouredQuote(
  ctx: Ctx<OrderPorts>,
  parts: { found: Submission; input: Input; ownerId: string },
) {
  const { found, input } = parts
  if (!found.cart) return refuse('NOT_FOUND')
  const kept = keptQuote(found, input)
  const quoted = kept ? { ok: true as const, value: kept } : await quoteOf(ctx, found.cart, parts.ownerId)
  if (!quoted.ok) return quoted
  const { quote } = quoted.value
  if (quote.digest !== input.digest || found.cart.version !== input.cartVersion) {
    // What the person is shown now is kept like any quote: it holds until it expires.
    const { cartId, version: cartVersion } = found.cart
    await insertQuote(ctx.sql, { cartId, cartVersion, document: quoted.value })
    const news = { cartVersion, quote }
    return refuse(
      'QUOTE_CHANGED',
      'The cart or its price changed. Look at the new quote and order again',
      news,
    )
  }
  const problem = orderProblem(quote)
  if (problem === 'SHIPPING_MISSING') {
    return refuse('CART_INCOMPLETE', 'A vendor does not ship there', { missing: ['shipping'] })
  }
  if (problem) return refuse(problem, 'Some products are not for sale here', { skus: quote.unpriced })
  return quoted
}

/** The vendors' parts with the terms in force, if the payment could start in time (spine 5, budget). */
async function acceptedParts(
  ctx: Ctx<OrderPorts>,
  document: QuoteDocument,
): Promise<Result<FrozenPart[], 'PAYMENTS_BUSY' | 'VENDOR_UNAVAILABLE' | CallCode>> {
  const vendorIds = document.quote.vendors.map((vendor) => vendor.vendorId)
  const [ready, agreements] = await Promise.all([
    ctx.call(getReadiness, {}),
    ctx.call(findAgreements, { vendorIds }),
  ])
  if (!ready.ok) return ready
  if (ready.value.busy) return refuse('PAYMENTS_BUSY', 'Too many payments wait. Try again in a moment')
  if (!agreements.ok) return agreements
  const parts = freezeParts(document, agreements.value.items)
  return parts
    ? { ok: true, value: parts }
    : refuse('VENDOR_UNAVAILABLE', 'A vendor of this cart sells nothing at the moment')
}
