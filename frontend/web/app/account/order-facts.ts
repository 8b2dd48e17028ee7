import { getOrder, type listOwnOrders } from '@rialto/order-service/contract'
import type { Visit } from '@rialto/visit'

export type Order = NonNullable<(typeof getOrder)['types']>['output']
type OrderSummary = NonNullable<(typeof listOwnOrders)['types']>['output']['items'][number]

export type ListedOrder = OrderSummary & { readonly pictures: readonly (string | null)[] }

const picturesMax = 4

/** Orders with the first of their pictures: people know what they bought by its look. */
export function withPictures(visit: Visit, orders: readonly OrderSummary[]): Promise<ListedOrder[]> {
  return Promise.all(
    orders.map(async (order) => {
      const whole = await visit.api.call(getOrder, { orderId: order.orderId })
      const pictures = whole.ok ? whole.value.items.slice(0, picturesMax).map((line) => line.image) : []
      return { ...order, pictures }
    }),
  )
}

/** Whether an order can be cancelled by its customer: nothing of it has left its vendor. */
export function canCancel(order: Pick<Order, 'status' | 'vendors'>): boolean {
  const isEarly = order.status === 'pending' || order.status === 'payment_failed' || order.status === 'paid'
  return isEarly && order.vendors.every((part) => part.status === 'open' || part.status === 'cancelled')
}
