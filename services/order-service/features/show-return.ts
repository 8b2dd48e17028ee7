import type { getReturn } from '../contract.ts'
import type { ReturnRow } from '../store/returns.ts'

type ReturnView = NonNullable<(typeof getReturn)['types']>['output']

/** A return as people read it: with what the products were called when they were bought. */
export function showReturn(row: ReturnRow): ReturnView {
  const { items, ownerId: _ownerId, refundId: _refundId, lines, ...rest } = row
  return {
    ...rest,
    lines: lines.map((line) => {
      const item = items.find((one) => one.sku === line.sku)
      if (!item) throw new Error(`The order ${row.orderId} has no product for ${line.sku}`)
      const { title, options, image } = item
      return { ...line, title, options, image }
    }),
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    receivedAt: row.receivedAt?.toISOString() ?? null,
    refundedAt: row.refundedAt?.toISOString() ?? null,
  }
}
