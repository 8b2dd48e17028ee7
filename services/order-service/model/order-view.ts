import type { beforeOrder } from '../contract.ts'
import type { QuoteDocument } from './quote.ts'

type View = NonNullable<(typeof beforeOrder)['types']>['view']
type Cart = {
  readonly cartId: string
  readonly country: string
  readonly shippingAddress: { readonly [field: string]: unknown } | null
}

/** What extensions see of an order before it is written. */
export function viewOf(cart: Cart, { quote, items }: QuoteDocument, ownerId: string): View {
  const { cartId, country, shippingAddress } = cart
  const products = new Map(items.map(({ lineId, productId }) => [lineId, productId]))
  return {
    cartId,
    userId: ownerId.startsWith('user:') ? ownerId.slice('user:'.length) : null,
    items: quote.lines.map(({ lineId, sku, vendorId, quantity, unitPrice }) => ({
      sku,
      productId: products.get(lineId) ?? '',
      vendorId,
      quantity,
      unitPrice,
    })),
    total: quote.totals.total,
    currency: quote.totals.currency,
    country: String(shippingAddress?.['country'] ?? country),
  }
}
