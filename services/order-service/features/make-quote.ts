import { type CallCode, type Ctx, deriveId, ok, type Result, refuse } from '@rialto/core'
import { makeQuote } from '@rialto/pricing-service/contract'
import { findVariants } from '@rialto/product-service/contract'
import type { LineFacts, QuoteDocument } from '../model/quote.ts'
import type { CartWithContact } from '../store/carts.ts'

type Variant = NonNullable<(typeof findVariants)['types']>['output']['items'][number]
type Code = 'CART_EMPTY' | 'PRODUCT_NOT_AVAILABLE' | 'BASKET_TOO_LARGE' | CallCode

/** Asks what a cart costs now. */
export async function quoteOf(
  ctx: Ctx,
  cart: CartWithContact,
  ownerId: string,
): Promise<Result<QuoteDocument, Code>> {
  if (cart.lines.length === 0) return refuse('CART_EMPTY', 'There is nothing in the cart')
  const found = await ctx.call(findVariants, { skus: cart.lines.map((line) => line.sku), variantIds: [] })
  if (!found.ok) return found
  const variants = new Map(
    found.value.items.filter((one) => one.status === 'active').map((one) => [one.sku, one]),
  )
  const gone = cart.lines.filter((line) => !variants.has(line.sku)).map((line) => line.sku)
  if (gone.length > 0) {
    return refuse('PRODUCT_NOT_AVAILABLE', 'Some products are not for sale any more', { skus: gone })
  }
  const quoted = await ctx.call(makeQuote, {
    currency: cart.currency,
    country: cart.shippingAddress?.country ?? cart.country,
    region: cart.shippingAddress?.region ?? null,
    personKey: personKeyOf(ctx.tenant, ownerId, cart.email),
    codes: cart.codes,
    shipping: cart.shipping,
    lines: cart.lines.map((line) => pricedLine(line, variants.get(line.sku))),
  })
  if (!quoted.ok) return quoted
  const items = cart.lines.map((line) => factsOf(line, variants.get(line.sku), cart.language))
  return ok({ quote: quoted.value, items })
}

type Line = CartWithContact['lines'][number]

function pricedLine(line: Line, variant: Variant | undefined) {
  return {
    lineId: line.lineId,
    sku: line.sku,
    productId: line.productId,
    vendorId: line.vendorId,
    categoryIds: variant?.categoryIds ?? [],
    taxClass: variant?.taxClass ?? ('standard' as const),
    weightGrams: variant?.weightGrams ?? 0,
    quantity: line.quantity,
  }
}

function factsOf(line: Line, variant: Variant | undefined, language: 'en' | 'de' | 'ar'): LineFacts {
  const { lineId, sku, productId, vendorId, slug, image } = line
  const title = variant?.title ?? line.title
  return {
    lineId,
    sku,
    productId,
    vendorId,
    slug,
    title: title[language] || title.en,
    options: optionsIn(variant ?? line, language),
    image: variant ? variant.image : image,
    categoryIds: variant?.categoryIds ?? [],
    ...(line.dropId === undefined ? {} : { dropId: line.dropId }),
  }
}

/** Options in the words of the buyer, as the title is: an order keeps what was read when it was made. */
function optionsIn({ options, localOptions = {} }: Variant | Line, language: 'en' | 'de' | 'ar') {
  return language === 'en' ? options : (localOptions[language] ?? options)
}

/**
 * A pseudonym of the person for limits for each person. A guest is known by their mail address: a new guest is made in
 * a moment, an address is not.
 */
function personKeyOf(tenant: string, ownerId: string, email: string | null): string {
  const isGuest = ownerId.startsWith('guest:')
  return deriveId(tenant, 'person', isGuest && email ? email.trim().toLowerCase() : ownerId)
}
