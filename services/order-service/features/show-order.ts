import type { getOrder, getVendorOrder, listOwnOrders } from '../contract.ts'
import { type StoredEvent, timelineOf } from '../model/timeline.ts'
import type { SummaryRow } from '../store/lists.ts'
import type { OrderRow } from '../store/orders.ts'

type OrderView = NonNullable<(typeof getOrder)['types']>['output']
type OrderSummary = NonNullable<(typeof listOwnOrders)['types']>['output']['items'][number]
type VendorOrderView = NonNullable<(typeof getVendorOrder)['types']>['output']
type LineView = OrderView['items'][number]
type Delivery = NonNullable<OrderView['vendors'][number]['delivery']>

/** An order as its owner reads it. */
export function showOrder(row: OrderRow, events: readonly StoredEvent[]): OrderView {
  return {
    orderId: row.orderId,
    number: row.number,
    status: row.state.status,
    createdAt: row.createdAt.toISOString(),
    payBy: row.payBy?.toISOString() ?? null,
    totals: row.totals,
    discountCodes: row.document.quote.codes,
    items: linesOf(row),
    vendors: row.parts.map(({ vendorId, status, shipping, total, shipments }) => ({
      vendorId,
      status,
      shipping,
      total,
      delivery: deliveryOf(row, vendorId),
      shipments,
    })),
    email: row.email,
    shippingAddress: row.shippingAddress as OrderView['shippingAddress'],
    billingAddress: row.billingAddress as OrderView['billingAddress'],
    paymentIntentId: row.state.paymentId,
    timeline: timelineOf(events),
  }
}

/** The way of shipping that was chosen for a vendor's part; it stands in the frozen quote. */
export function deliveryOf({ document }: Pick<OrderRow, 'document'>, vendorId: string): Delivery | null {
  const vendor = document.quote.vendors.find((one) => one.vendorId === vendorId)
  const chosen = vendor?.shippingOptions.find((option) => option.methodId === vendor.shippingMethodId)
  if (!chosen) return null
  const { name, localNames = {}, daysMin, daysMax } = chosen
  return { name, localNames, daysMin, daysMax }
}

/** The lines as they were bought: products and prices of the frozen quote. */
export function linesOf({ document }: Pick<OrderRow, 'document'>): LineView[] {
  const facts = new Map(document.items.map((item) => [item.lineId, item]))
  return document.quote.lines.map((line) => {
    const item = facts.get(line.lineId)
    if (!item) throw new Error(`A frozen quote has no product for its line ${line.lineId}`)
    const { lineId, sku, productId, vendorId, slug, title, options, image, dropId } = item
    return {
      lineId,
      sku,
      productId,
      vendorId,
      slug,
      title,
      options,
      image,
      ...(dropId === undefined ? {} : { dropId }),
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      totalPrice: line.total,
    }
  })
}

export function showSummary(row: SummaryRow): OrderSummary {
  return { ...row, createdAt: row.createdAt.toISOString() }
}

/** One vendor's part; undefined when it has none. The address is shown once there is something to send. */
export function showPart(row: OrderRow, vendorId: string): VendorOrderView | undefined {
  const part = row.parts.find((one) => one.vendorId === vendorId)
  const state = row.state.parts.find((one) => one.vendorId === vendorId)
  if (!part || !state) return undefined
  const moved = new Map(state.lines.map((line) => [line.sku, line]))
  const wasGivenUp = part.status === 'cancelled'
  const isToSend = row.state.isPaid || row.state.total === 0
  return {
    orderId: row.orderId,
    vendorId,
    number: row.number,
    status: part.status,
    orderStatus: row.state.status,
    createdAt: row.createdAt.toISOString(),
    currency: row.totals.currency,
    total: part.total,
    shipping: part.shipping,
    commission: part.commission,
    commissionTax: part.commissionTax,
    items: linesOf(row)
      .filter((line) => line.vendorId === vendorId)
      .map((line) => ({
        ...line,
        shipped: moved.get(line.sku)?.shipped ?? 0,
        cancelled: wasGivenUp ? line.quantity : (moved.get(line.sku)?.cancelled ?? 0),
      })),
    shipments: part.shipments,
    shippingAddress: isToSend ? (row.shippingAddress as VendorOrderView['shippingAddress']) : null,
  }
}
