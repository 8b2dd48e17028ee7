import { consumer, type Row, type Tx } from '@rialto/core'
import { orderCancelled, orderPaid, orderShipped, partCancelled } from '@rialto/order-service/contract'
import { changeHoldInside } from '../store.ts'

// The order decides, stock follows: each effect is in the commit that marks its event as done, so it happens once.

export const onOrderPaid = consumer({
  name: 'inventory.commit_hold',
  kind: 'reaction',
  on: [orderPaid],
  apply: ({ data, tenant }, tx) => change(tx, { tenantId: tenant, ...holdOf(data), change: 'commit' }),
})

export const onOrderCancelled = consumer({
  name: 'inventory.give_back_units',
  kind: 'reaction',
  on: [orderCancelled],
  apply: ({ data, tenant }, tx) =>
    change(tx, { tenantId: tenant, ...holdOf(data), change: data.wasPaid ? 'cancel' : 'release' }),
})

export const onPartCancelled = consumer({
  name: 'inventory.give_back_part',
  kind: 'reaction',
  on: [partCancelled],
  apply: ({ data, tenant }, tx) =>
    change(tx, { tenantId: tenant, ...holdOf(data), change: 'cancel', lines: data.lines }),
})

export const onOrderShipped = consumer({
  name: 'inventory.ship_units',
  kind: 'reaction',
  on: [orderShipped],
  apply: ({ data, tenant }, tx) =>
    change(tx, { tenantId: tenant, ...holdOf(data), change: 'ship', lines: data.lines }),
})

function holdOf(data: { orderId: string; holdId: string; generation: number }): Row {
  return { holdId: data.holdId, generation: data.generation, causeId: data.orderId }
}

/** A change that cannot be made parks the order's stream: stock and order disagree, and a person must look. */
async function change(tx: Tx, item: Row): Promise<void> {
  const { code } = await changeHoldInside(tx, item)
  if (code !== 'done' && code !== 'same')
    throw new Error(`The hold ${item['holdId']} answered ${code} to ${item['change']}`)
}
