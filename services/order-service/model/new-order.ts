import type { FrozenPart } from './freeze.ts'
import { fold, type Order, type OrderEvent } from './order.ts'
import type { QuoteDocument } from './quote.ts'

export type Hold = { readonly holdId: string; readonly generation: number }

export type Draft = {
  orderId: string
  number: string
  ownerId: string
  document: QuoteDocument
  parts: readonly FrozenPart[]
  hold: Hold
}

/** The first two events of an order: written in one commit, because the units are held before (requirement 002.28). */
export function firstEvents(draft: Draft): { events: OrderEvent[]; state: Order } {
  const { orderId, number, ownerId, document, hold } = draft
  const { quote } = document
  const events: OrderEvent[] = [
    {
      type: 'OrderCreated',
      data: {
        orderId,
        number,
        ownerId,
        userId: ownerId.startsWith('user:') ? ownerId.slice('user:'.length) : null,
        items: quote.lines.map(({ sku, vendorId, quantity, unitPrice }) => ({
          sku,
          vendorId,
          quantity,
          unitPrice,
        })),
        total: quote.totals.total,
        currency: quote.totals.currency,
        vendors: draft.parts.map(({ vendorId, total }) => ({ vendorId, total })),
      },
    },
    {
      type: 'InventoryReserved',
      data: {
        reservationId: `res_${orderId}`,
        items: quote.lines.map(({ sku, quantity }) => ({ sku, quantity })),
        ...hold,
      },
    },
  ]
  const state = fold(events)
  if (!state) throw new Error('The first events of an order make no order')
  return { events, state }
}
