import { feature, ok, refuse } from '@rialto/core'
import { findOrderForMail } from '../contract.ts'
import { findOrder, type PartRow } from '../store/orders.ts'
import { linesOf } from './show-order.ts'
import { vendorNames } from './vendor-names.ts'

// An order whose contact was erased has nobody to write to.
export default feature(findOrderForMail, async ({ orderId }, ctx) => {
  const row = await findOrder(ctx.sql, orderId)
  if (!row || row.email === null) return refuse('NOT_FOUND', 'There is no such order, or nobody to write to')
  const vendorIds = row.parts.map((part) => part.vendorId)
  const vendors = await vendorNames(ctx, vendorIds)
  if (!vendors.ok) return vendors
  const names = vendors.value
  const lines = linesOf(row)
  return ok({
    orderId,
    number: row.number,
    email: row.email,
    recipient: String(row.shippingAddress?.['name'] ?? row.email),
    language: row.language,
    createdAt: row.createdAt.toISOString(),
    status: row.state.status,
    totals: row.totals,
    vendors: row.parts.map((part) => ({
      vendorId: part.vendorId,
      vendorName: names.get(part.vendorId) ?? part.vendorId,
      status: part.status,
      ...lastShipment(part),
      shipping: part.shipping,
      total: part.total,
      lines: lines
        .filter((line) => line.vendorId === part.vendorId)
        .map(({ sku, title, options, image, quantity, unitPrice, totalPrice }) => ({
          sku,
          title,
          options,
          image,
          quantity,
          unitPrice,
          total: totalPrice,
        })),
    })),
  })
})

function lastShipment(part: PartRow): { carrier: string | null; trackingCode: string | null } {
  const last = part.shipments.at(-1)
  return { carrier: last?.carrier ?? null, trackingCode: last?.trackingCode ?? null }
}
