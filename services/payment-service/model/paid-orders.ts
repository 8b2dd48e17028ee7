type Captured = { orderId: string; orderNumber: string; amount: bigint; currency: string; isOld: boolean }
type Paid = { orderId: string; total: number; currency: string }

/**
 * Where orders that say that they are paid, and what was captured for them, differ. An order hears of its money after it
 * was captured, so only what was captured a while ago must be known there; the other way round there is no while.
 */
export function paidProblems(paid: readonly Paid[], captured: readonly Captured[]): string[] {
  const orders = new Map(paid.map((order) => [order.orderId, order]))
  const tenders = new Set(captured.map(({ orderId }) => orderId))
  return [
    ...captured.flatMap(({ orderId, orderNumber, amount, currency, isOld }) => {
      const order = orders.get(orderId)
      if (!order)
        return isOld ? [`${amount} ${currency} were captured for ${orderNumber}, which is not paid`] : []
      if (BigInt(order.total) === amount && order.currency === currency) return []
      return [`${orderNumber} costs ${order.total} ${order.currency}, captured were ${amount} ${currency}`]
    }),
    ...paid
      .filter(({ orderId }) => !tenders.has(orderId))
      .map(
        ({ orderId, total, currency }) =>
          `the order ${orderId} is paid, but ${total} ${currency} were not captured`,
      ),
  ]
}

/** The first id that is made at a time: ids are in its order. */
export function firstIdAt(time: Date): string {
  const digits = time.getTime().toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000000`
}
