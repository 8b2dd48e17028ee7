// Every page, and as whom one sees it: the list that accessibility, languages and pictures go through.
import { type Act, actsOf } from './acts.ts'
import type { History } from './history.ts'

/** A guest has something in the bag, a stranger nothing at all. */
export type As = 'stranger' | 'guest' | 'shopper' | 'operator' | 'vendor'
export type Stop = {
  readonly name: string
  readonly path: string
  readonly as: As
  /** Done once the page is open. */
  readonly act?: Act | undefined
  /** What the page is answered with, where that is no success: a browser writes it into its console. */
  readonly status?: number | undefined
}

export type Places = {
  readonly home: string
  readonly list: string
  readonly product: string
  readonly vendor: string
}

type Paths = Readonly<Record<string, string>>

const statuses: Readonly<Record<string, number>> = {
  'not-found': 404,
  error: 500,
  'checkout-missing': 422,
  'operator-not-found': 404,
  'operator-error': 500,
}

export function listStops(places: Places, history: History, dropSlug: string | undefined): Stop[] {
  const acts = actsOf(history)
  return listPages(places, history, dropSlug).map((page) => ({
    ...page,
    act: acts[page.name],
    status: statuses[page.name],
  }))
}

function listPages(places: Places, history: History, dropSlug: string | undefined): Stop[] {
  return [
    ...of('stranger', strangerPaths),
    ...of('guest', guestPaths(places, dropSlug)),
    ...of('shopper', shopperPaths(history)),
    ...of('operator', named('operator', '/dashboard/', operatorPaths(history))),
    ...of('vendor', named('vendor', '/dashboard/vendor/', vendorPaths(history))),
  ]
}

/** Whether a line of the console only says what the page was answered with. */
export function isExpected({ status }: Stop, problem: string): boolean {
  return status !== undefined && problem.includes(`status of ${status}`)
}

function of(as: As, paths: Paths): Stop[] {
  return Object.entries(paths).map(([name, path]) => ({ name, path, as }))
}

function named(area: string, folder: string, paths: Paths): Paths {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [`${area}-${name}`, folder + path]))
}

const strangerPaths: Paths = {
  'bag-empty': '/bag',
  'sign-up-sent': '/sign-up',
  'forgot-password-sent': '/forgot-password',
  'reset-password-failed': '/reset-password',
  'verify-email-failed': '/verify-email',
  tracked: '/orders/track',
  error: '/sign-in',
  'dashboard-sign-in': '/dashboard/sign-in',
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
  'checkout-missing': '/checkout',
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
  state: 'state',
  audit: 'audit',
  'not-found': 'no-such-page',
  error: 'approvals',
})

const vendorPaths = ({ orderId, returnId, importId, ware }: History): Paths => ({
  orders: 'orders?view=all',
  'orders-to-ship': 'orders',
  order: `orders/${orderId}`,
  slip: `orders/${orderId}/slip`,
  products: 'products',
  'products-new': 'products/new',
  product: `products/${ware.productId}`,
  imports: 'imports',
  import: `imports/${importId}`,
  stock: 'stock',
  'stock-item': `stock/${ware.sku}`,
  returns: 'returns',
  return: `returns/${returnId}`,
})
