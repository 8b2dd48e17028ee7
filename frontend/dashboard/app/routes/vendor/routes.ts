import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const page = (name: string) => `routes/vendor/${name}.tsx`
const file = (name: string) => `routes/vendor/${name}.ts`

/** The vendor's pages. */
export const vendorRoutes: readonly RouteConfigEntry[] = [
  route('vendor/orders', page('orders'), [route(':orderId', page('order'))]),
  route('vendor/products', page('products')),
  route('vendor/products/new', page('new-product')),
  route('vendor/products/:productId', page('product')),
  route('vendor/imports', page('imports'), [route(':importId', page('import'))]),
  route('vendor/stock', page('stock'), [route(':sku', page('stock-item'))]),
  route('vendor/returns', page('returns'), [route(':returnId', page('return'))]),
]

/** What stands alone: paper to print has no navigation, and files are no pages. */
export const vendorPapers: readonly RouteConfigEntry[] = [
  route('vendor/orders/:orderId/slip', page('slip')),
  route('vendor/pictures', file('pictures')),
  route('vendor/imports/export', file('export')),
  route('vendor/imports/:importId/content', file('import-content')),
  route('vendor/imports/:importId/rejections', file('import-rejections')),
]
