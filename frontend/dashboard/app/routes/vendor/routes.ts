import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const page = (name: string) => `routes/vendor/${name}.tsx`

/** The vendor's pages. */
export const vendorRoutes: readonly RouteConfigEntry[] = [
  route('vendor/orders', page('orders'), [route(':orderId', page('order'))]),
  route('vendor/products', page('products')),
  route('vendor/products/new', page('new-product')),
  route('vendor/products/:productId', page('product')),
  route('vendor/imports', page('imports')),
  route('vendor/stock', page('stock')),
  route('vendor/returns', page('returns')),
]

/** What stands alone: paper to print has no navigation, and files are no pages. */
export const vendorPapers: readonly RouteConfigEntry[] = [route('vendor/orders/:orderId/slip', page('slip'))]
