import { consumer, type EventType, type PublishedEvent, type Row } from '@rialto/core'
import {
  orderCancelled,
  orderPaid,
  orderShipped,
  partCancelled,
  returnCompleted,
} from '@rialto/order-service/contract'
import { changeHoldInside } from '../store.ts'
import { type ReturnedUnits, restockReturn } from './restock-return.ts'

type OrderMoved = {
  orderId: string
  holdId: string
  generation: number
  wasPaid?: boolean
  returnId?: string
  lines?: { sku: string; quantity: number; restock?: number }[]
}

/**
 * The order decides, stock follows. One consumer for all moves of an order, because they must be followed in their
 * order: units are committed before they are shipped or given back.
 */
export default consumer({
  name: 'inventory.follow_orders',
  kind: 'reaction',
  on: [
    orderPaid,
    orderCancelled,
    partCancelled,
    orderShipped,
    returnCompleted,
  ] as readonly EventType<OrderMoved>[],
  apply: async (event, tx) => {
    if (event.type === returnCompleted.type)
      return restockReturn({ ...(event.data as ReturnedUnits), tenantId: event.tenant }, tx)
    const { holdId, generation, orderId } = event.data
    const item: Row = { tenantId: event.tenant, holdId, generation, causeId: orderId, ...changeFor(event) }
    const { code } = await changeHoldInside(tx, item)
    // A change that cannot be made parks the order's stream: stock and order disagree, and a person must look.
    if (code !== 'done' && code !== 'same')
      throw new Error(`The hold ${holdId} answered ${code} to ${item['change']}`)
  },
})

/** What an event of the order means for its units. */
export function changeFor({ type, data }: Pick<PublishedEvent<OrderMoved>, 'type' | 'data'>): Row {
  switch (type) {
    case orderPaid.type:
      return { change: 'commit' }
    case orderShipped.type:
      return { change: 'ship', lines: data.lines }
    case partCancelled.type:
      return { change: 'cancel', lines: data.lines }
    case orderCancelled.type:
      return { change: data.wasPaid ? 'cancel' : 'release' }
    default:
      throw new Error(`No change of stock is known for ${type}`)
  }
}
