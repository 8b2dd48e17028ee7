import { type Ctx, consumer, deriveId } from '@rialto/core'
import { findOrderMoney, orderCancelled, orderDelivered, partCancelled } from '@rialto/order-service/contract'
import { postDelivery } from '../model/ledger.ts'
import type { Ports } from '../ports.ts'
import { findHeld, post } from '../store/ledger.ts'
import { intendRefund } from './intend-refund.ts'

export const onOrderCancelled = consumer({
  name: 'payment.refund_cancelled_order',
  kind: 'reaction',
  on: [orderCancelled],
  apply: async ({ data, tenant }, tx, _prepared, ctx: Ctx<Ports>) => {
    if (!data.wasPaid) return
    const id = deriveId(tenant, 'refund', data.orderId, 'cancelled')
    const answer = await intendRefund(ctx, tx, {
      id,
      orderId: data.orderId,
      vendorId: null,
      amount: null,
      reason: data.reason,
    })
    if (!answer.ok && answer.code !== 'NOTHING_TO_REFUND')
      throw new Error(`${data.orderId} cannot be refunded: ${answer.code}`)
  },
})

export const onPartCancelled = consumer({
  name: 'payment.refund_cancelled_part',
  kind: 'reaction',
  on: [partCancelled],
  apply: async ({ data, tenant }, tx, _prepared, ctx: Ctx<Ports>) => {
    if (data.refundAmount === 0) return
    const { orderId, vendorId } = data
    const id = deriveId(tenant, 'refund', orderId, vendorId)
    const answer = await intendRefund(ctx, tx, {
      id,
      orderId,
      vendorId,
      amount: BigInt(data.refundAmount),
      reason: 'part cancelled',
    })
    if (!answer.ok)
      throw new Error(`The part of ${vendorId} in ${orderId} cannot be refunded: ${answer.code}`)
  },
})

/** Delivery frees the vendor's money: the commission is earned, the rest is due. */
export const onOrderDelivered = consumer({
  name: 'payment.free_vendor_money',
  kind: 'reaction',
  on: [orderDelivered],
  prepare: async (events, ctx: Ctx<Ports>) => {
    const orderIds = [...new Set(events.map((event) => event.data.orderId))]
    const found = await Promise.all(orderIds.map((orderId) => ctx.call(findOrderMoney, { orderId })))
    return new Map(
      found.map((order, index) => {
        if (!order.ok) throw new Error(`The order ${orderIds[index]} cannot be read: ${order.code}`)
        return [order.value.orderId, order.value] as const
      }),
    )
  },
  apply: async ({ data }, tx, orders) => {
    const order = orders.get(data.orderId)
    const share = order?.vendors.find((vendor) => vendor.vendorId === data.vendorId)
    if (!order || !share) throw new Error(`${data.vendorId} has no part in ${data.orderId}`)
    const held = (await findHeld(tx, data.orderId)).find((one) => one.vendorId === data.vendorId)?.held ?? 0n
    const vendor = {
      vendorId: share.vendorId,
      total: BigInt(share.total),
      discountsByPlatform: BigInt(share.discountsByPlatform),
      commission: BigInt(share.commission),
      commissionTax: BigInt(share.commissionTax),
    }
    const cause = `${data.orderId} ${data.vendorId}`
    const postings = postDelivery(vendor, held, order.totals.currency)
    await post(tx, { kind: 'delivery', cause, orderId: data.orderId, postings })
  },
})
