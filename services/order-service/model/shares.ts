import type { FrozenPart } from './freeze.ts'
import type { Order, PartStatus } from './order.ts'
import type { QuoteDocument } from './quote.ts'
import { commissionKept } from './units.ts'

export type VendorShare = FrozenPart & { status: PartStatus }

/** How the money of an order is split: frozen when it was created, without the commission of cancelled units. */
export function sharesOf(order: {
  state: Order
  document: QuoteDocument
  parts: readonly VendorShare[]
}): VendorShare[] {
  const { lines } = order.document.quote
  return order.parts.map((frozen) => {
    const { vendorId, status, total, shipping, taxes, discountsByPlatform, commission, commissionTax } =
      frozen
    const part = order.state.parts.find((one) => one.vendorId === vendorId)
    const kept = (earned: number) => (part ? commissionKept(earned, part, lines) : earned)
    return {
      vendorId,
      status,
      total,
      shipping,
      taxes,
      discountsByPlatform,
      commission: kept(commission),
      commissionTax: kept(commissionTax),
    }
  })
}
