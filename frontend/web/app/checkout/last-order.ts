import { getOrder } from '@rialto/order-service/contract'
import type { Visit } from '@rialto/visit'

const orderCookie = 'rialto_order'
const orderDays = 1

/** Keeps which order was made last: whoever leaves the payment finds the way back from the bag. */
export function rememberOrder(visit: Visit, orderId: string): void {
  visit.setCookie(orderCookie, orderId, orderDays)
}

/** The last order of this browser, while it waits to be paid. */
export async function findUnpaidOrder(visit: Visit): Promise<{ orderId: string; number: string } | null> {
  const orderId = visit.cookie(orderCookie)
  if (orderId === undefined) return null
  const found = await visit.api.call(getOrder, { orderId })
  if (found.ok && isUnpaid(found.value.status)) return { orderId, number: found.value.number }
  // Paid, cancelled, or another person's: nothing to lead back to. While the API cannot say, it is kept.
  if (found.ok || found.code === 'NOT_FOUND') visit.setCookie(orderCookie, null)
  return null
}

/** Whether an order can still be paid. */
export function isUnpaid(status: string): boolean {
  return status === 'pending' || status === 'payment_failed'
}
