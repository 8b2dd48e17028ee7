import {
  type Around,
  type Ctx,
  consumer,
  deriveId,
  type EventType,
  type PublishedEvent,
  type Tx,
} from '@rialto/core'
import {
  findOrderMoney,
  orderCancelled,
  orderDelivered,
  partCancelled,
  returnCompleted,
} from '@rialto/order-service/contract'
import { settlementDelayDays } from '../model/ledger-settlement.ts'
import type { Ports } from '../ports.ts'
import { dayIn } from '../store/ledger-items.ts'
import { bookMoves } from './book-moves.ts'
import { intendRefund } from './intend-refund.ts'
import { type ReturnedUnits, refundReturn } from './refund-return.ts'

type OrderMoved = {
  orderId: string
  vendorId?: string
  wasPaid?: boolean
  refundAmount?: number
  reason?: string
} & Partial<Omit<ReturnedUnits, 'orderId' | 'vendorId' | 'refundAmount'>>
type Money = { vendors: { vendorId: string; commission: number; commissionTax: number }[] }

/**
 * What happens to an order happens to its money. One consumer for all moves, because they must be followed in their
 * order: what is refunded first is not due to the vendor later.
 */
export default consumer({
  name: 'payment.follow_orders',
  kind: 'reaction',
  on: [orderCancelled, partCancelled, orderDelivered, returnCompleted] as readonly EventType<OrderMoved>[],
  prepare: readMoney,
  apply: (event, tx, { prepared: orders, ctx }: Around<Map<string, Money>, Ports>) => {
    switch (event.type) {
      case orderCancelled.type:
        return refundOrder(event.data, tx, ctx)
      case partCancelled.type:
        return refundPart(event.data, tx, ctx)
      case returnCompleted.type:
        return refundReturn(event.data as ReturnedUnits, tx, ctx)
      default:
        return freeVendorMoney(event.data, tx, orders)
    }
  },
})

/** How the money of delivered orders is split; read before the transaction. */
async function readMoney(
  events: readonly PublishedEvent<OrderMoved>[],
  ctx: Ctx<Ports>,
): Promise<Map<string, Money>> {
  const delivered = events.filter((event) => event.type === orderDelivered.type)
  const orders = new Map<string, Money>()
  for (const orderId of new Set(delivered.map((event) => event.data.orderId))) {
    const found = await ctx.call(findOrderMoney, { orderId })
    if (!found.ok) throw new Error(`The order ${orderId} cannot be read: ${found.code}`)
    orders.set(orderId, { vendors: [...found.value.vendors] })
  }
  return orders
}

async function refundOrder(data: OrderMoved, tx: Tx, ctx: Ctx<Ports>): Promise<void> {
  if (!data.wasPaid) return
  const { orderId } = data
  const id = deriveId(ctx.tenant, 'refund', orderId, 'cancelled')
  const wish = { id, orderId, vendorId: null, amount: null, reason: data.reason ?? null }
  const answer = await intendRefund(tx, wish)
  // The vendors' parts may have been refunded one by one already.
  if (!answer.ok && answer.code !== 'NOTHING_TO_REFUND')
    throw new Error(`${orderId} cannot be refunded: ${answer.code}`)
}

async function refundPart(data: OrderMoved, tx: Tx, ctx: Ctx<Ports>): Promise<void> {
  const { orderId, vendorId = '', refundAmount = 0 } = data
  if (refundAmount === 0) return
  const id = deriveId(ctx.tenant, 'refund', orderId, vendorId)
  const answer = await intendRefund(tx, {
    id,
    orderId,
    vendorId,
    amount: BigInt(refundAmount),
    reason: 'part cancelled',
    isOfUnits: true,
    isAtMost: true,
  })
  // Somebody may have refunded the part by hand already.
  if (!answer.ok && answer.code !== 'NOTHING_TO_REFUND')
    throw new Error(`The part of ${vendorId} in ${orderId} cannot be refunded: ${answer.code}`)
}

/** Delivery frees the vendor's money: the commission is earned, the rest is due. */
async function freeVendorMoney(data: OrderMoved, tx: Tx, orders: ReadonlyMap<string, Money>): Promise<void> {
  const { orderId, vendorId } = data
  const share = orders.get(orderId)?.vendors.find((vendor) => vendor.vendorId === vendorId)
  if (!share) throw new Error(`${vendorId} has no part in ${orderId}`)
  const earned = { commission: BigInt(share.commission), commissionTax: BigInt(share.commissionTax) }
  const availableOn = await dayIn(tx, settlementDelayDays)
  const delivery = { type: 'delivery' as const, orderId, vendorId: share.vendorId, earned, availableOn }
  await bookMoves(tx, [delivery])
}
