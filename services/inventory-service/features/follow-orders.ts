import { consumer, type EventType, type PublishedEvent, type Row, type Tx } from '@rialto/core'
import {
  orderCancelled,
  orderPaid,
  orderShipped,
  partCancelled,
  returnCompleted,
} from '@rialto/order-service/contract'
import { changeHoldsInside } from '../store.ts'
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
    await changeAll([event], tx)
  },
  // One call for all, because it takes the locks of all holds and all stock in the order of the product.
  together: async (events, tx) => {
    if (events.some((event) => event.type === returnCompleted.type)) return false
    await changeAll(events, tx)
    return true
  },
})

async function changeAll(events: readonly PublishedEvent<OrderMoved>[], tx: Tx): Promise<void> {
  const items: Row[] = events.map((event) => {
    const { holdId, generation, orderId } = event.data
    return { tenantId: event.tenant, holdId, generation, causeId: orderId, ...changeFor(event) }
  })
  const outcomes = await changeHoldsInside(tx, items)
  for (const [index, { holdId, change }] of items.entries()) {
    const code = outcomes[index]
    // A change that cannot be made parks the order's stream: stock and order disagree, and a person must look.
    if (code !== 'done' && code !== 'same')
      throw new Error(`The hold ${holdId} answered ${code} to ${change}`)
  }
}

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
