import type { Order, WantedLine } from './order.ts'
import type { LineFacts } from './quote.ts'
import { cancelledOf, quantityOf } from './units.ts'

export type SoldFacts = {
  readonly status: Order['status']
  readonly parts: Order['parts']
  readonly items: readonly Pick<LineFacts, 'sku' | 'productId'>[]
  /** Units that came back. */
  readonly returned: readonly WantedLine[]
}

/** An order of these states was paid for and stands. */
export const soldStates: readonly Order['status'][] = ['paid', 'shipped', 'delivered', 'returned']

/** The units of each product that an order sold: paid for, and neither given up nor sent back. */
export function soldUnits({ status, parts, items, returned }: SoldFacts) {
  const products = new Map(items.map((item) => [item.productId, 0]))
  const isSold = soldStates.includes(status)
  for (const [sku, productId] of new Map(items.map((item) => [item.sku, item.productId]))) {
    const lines = parts
      .filter((part) => isSold && part.status !== 'cancelled')
      .flatMap((part) => part.lines)
      .filter((line) => line.sku === sku)
    const kept = lines.reduce((sum, line) => sum + line.quantity - cancelledOf(line), 0)
    const units = Math.max(0, kept - quantityOf(returned, sku))
    products.set(productId, (products.get(productId) ?? 0) + units)
  }
  return [...products].map(([productId, units]) => ({ productId, units }))
}
