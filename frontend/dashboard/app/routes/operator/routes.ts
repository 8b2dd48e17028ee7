import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const page = (name: string) => `routes/operator/${name}.tsx`

/** The operator's pages. A detail lies in its list's address and opens beside it. */
export const operatorRoutes: readonly RouteConfigEntry[] = [
  route('orders', page('orders'), [route(':orderId', page('order'))]),
  route('approvals', page('approvals'), [route(':productId', page('approval'))]),
  route('vendors', page('vendors'), [route(':vendorId', page('vendor'))]),
  route('state', page('state')),
  route('audit', page('audit')),
]
