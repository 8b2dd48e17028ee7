import { type Actor, newId } from '@rialto/core'
import { accepted } from '@rialto/testing'
import {
  beginPayment,
  cancelOrder,
  cancelVendorOrder,
  deliverVendorOrder,
  getOrder,
  shipVendorOrder,
} from '../contract.ts'
import { orderService, person, placeOrder, runJob, type Shop, staffOf } from './shop.ts'

export const carrier = 'Post'

/** An order of one person from two vendors: two units of `one`, one of `other`. */
export async function orderOfTwo(shop: Shop, units = 10) {
  const [one, other] = [await shop.product(units), await shop.product(10)]
  const actor = person('user')
  const order = await placeOrder(shop, actor, [
    [one.sku, 2],
    [other.sku, 1],
  ])
  return { order, orderId: order.orderId, actor, one, other }
}

export async function read(shop: Shop, orderId: string, actor: Actor) {
  return accepted((await shop.services.run(getOrder, { orderId }, { actor })).result)
}

export async function paymentOf(shop: Shop, orderId: string): Promise<string> {
  const found = await shop.services.database.system.query<{ id: string }>(
    `select state ->> 'paymentId' as id from order_head where id = $1`,
    [orderId],
  )
  return found.rows[0]?.id ?? ''
}

export function begin(shop: Shop, orderId: string) {
  return shop.services.run(beginPayment, { orderId, actorId: null }, { actor: orderService })
}

export async function endTimeToPay(shop: Shop, orderId: string): Promise<void> {
  await shop.services.database.system.query(`update order_head set pay_by = now() where id = $1`, [orderId])
  await runJob(shop, 'order.end_time_to_pay', { orderId, generation: 1 })
}

export function cancel(shop: Shop, orderId: string, as: { actor: Actor; key?: string }) {
  const { actor, key = newId() } = as
  return shop.services.run(cancelOrder, { orderId }, { actor, key })
}

type PartOf = { orderId: string; vendorId: string }

export async function ship(shop: Shop, part: PartOf, lines?: { sku: string; quantity: number }[]) {
  const wish = { ...part, carrier, trackingCode: 'T-1', ...(lines ? { lines } : {}) }
  const actor = staffOf(part.vendorId)
  return accepted((await shop.services.run(shipVendorOrder, wish, { actor, key: newId() })).result)
}

export async function deliverPart(shop: Shop, part: PartOf) {
  const actor = staffOf(part.vendorId)
  return accepted((await shop.services.run(deliverVendorOrder, part, { actor, key: newId() })).result)
}

export async function cancelPart(shop: Shop, part: PartOf) {
  const actor = staffOf(part.vendorId)
  return accepted((await shop.services.run(cancelVendorOrder, part, { actor, key: newId() })).result)
}

export async function stockOf(shop: Shop, sku: string) {
  const found = await shop.services.database.system.query(
    'select on_hand, reserved, allocated from inventory_stock where sku = $1',
    [sku],
  )
  return found.rows[0]
}
