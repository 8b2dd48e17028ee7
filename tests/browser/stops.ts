// Every page, and as whom one sees it: the list that accessibility, languages and pictures go through.
import type { History } from './history.ts'

export type As = 'guest' | 'shopper' | 'operator' | 'vendor'
export type Stop = { readonly name: string; readonly path: string; readonly as: As }

export type Places = {
  readonly home: string
  readonly list: string
  readonly product: string
  readonly vendor: string
}

type Paths = Readonly<Record<string, string>>

export function listStops(places: Places, history: History, dropSlug: string | undefined): Stop[] {
  return [
    ...of('guest', guestPaths(places, dropSlug)),
    ...of('shopper', shopperPaths(history)),
    ...of('operator', named('operator', '/dashboard/', operatorPaths(history))),
    ...of('vendor', named('vendor', '/dashboard/vendor/', vendorPaths(history))),
  ]
}

function of(as: As, paths: Paths): Stop[] {
  return Object.entries(paths).map(([name, path]) => ({ name, path, as }))
}

function named(area: string, folder: string, paths: Paths): Paths {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [`${area}-${name}`, folder + path]))
}

const guestPaths = (places: Places, dropSlug: string | undefined): Paths => ({
  ...places,
  search: '/search?q=coffee',
  nothing: '/search?q=zzzzzz',
  vendors: '/vendors',
  reviews: `${places.product}/reviews`,
  ...(dropSlug === undefined ? {} : { drop: `/drops/${dropSlug}` }),
  bag: '/bag',
  checkout: '/checkout',
  track: '/orders/track',
  'sign-in': '/sign-in',
  'sign-up': '/sign-up',
  'forgot-password': '/forgot-password',
  'reset-password': '/reset-password?token=abc',
  'verify-email': '/verify-email?token=abc',
  privacy: '/privacy',
  'not-found': '/no-such-page',
})

const shopperPaths = ({ orderId, unpaidId }: History): Paths => ({
  pay: `/checkout/pay/${unpaidId}`,
  thanks: `/orders/${orderId}/thanks`,
  account: '/account',
  orders: '/account/orders',
  order: `/account/orders/${orderId}`,
  return: `/account/orders/${orderId}/return`,
  addresses: '/account/addresses',
  'addresses-add': '/account/addresses?add',
  profile: '/account/profile',
})

const operatorPaths = ({ orderId, waitingId, ware }: History): Paths => ({
  home: '',
  orders: 'orders',
  order: `orders/${orderId}`,
  approvals: 'approvals',
  approval: `approvals/${waitingId}`,
  vendors: 'vendors',
  vendor: `vendors/${ware.vendorId}`,
  audit: 'audit',
})

const vendorPaths = ({ orderId, returnId, ware }: History): Paths => ({
  orders: 'orders',
  order: `orders/${orderId}`,
  slip: `orders/${orderId}/slip`,
  products: 'products',
  'products-new': 'products/new',
  product: `products/${ware.productId}`,
  imports: 'imports',
  stock: 'stock',
  'stock-item': `stock/${ware.sku}`,
  returns: 'returns',
  return: `returns/${returnId}`,
})
