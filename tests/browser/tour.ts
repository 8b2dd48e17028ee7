// Every page, and as whom one sees it: the list that accessibility, languages and pictures go through.
import { openMarket, type Person, type Product } from '@rialto/testing'
import type { Browser } from 'playwright-core'
import { type Look, openWindow, type Window } from './open-browser.ts'
import { type State, signIn } from './people.ts'
import type { Shop } from './shop.ts'

export type As = 'guest' | 'shopper' | 'operator' | 'vendor'
export type Stop = { readonly name: string; readonly path: string; readonly as: As }
export type Places = {
  readonly home: string
  readonly list: string
  readonly product: string
  readonly vendor: string
}
export type Tour = {
  readonly stops: readonly Stop[]
  /** Slugs of two products of different vendors. */
  readonly goods: readonly string[]
  /** A window in which somebody is signed in, or a guest has something in the bag. */
  open(as: As, look?: Look): Promise<Window>
}

type Listed = { items: { slug: string }[] }
type Found = { products: { productId: string; vendorId: string; slug: string }[] }

/** Places of the demo marketplace that everybody may see. */
export async function findPlaces(url: string): Promise<Places> {
  const get = async <T>(path: string) => (await (await fetch(url + path)).json()) as T
  const { items: categories } = await get<Listed>('/api/products/categories?limit=1')
  const { products } = await get<Found>('/api/products/search?query=coffee&limit=1')
  const { items: vendors } = await get<Listed>('/api/vendors?limit=1')
  return {
    home: '/',
    list: `/categories/${categories[0]?.slug}`,
    product: `/products/${products[0]?.slug}`,
    vendor: `/vendors/${vendors[0]?.slug}`,
  }
}

/** Signs everybody in once, buys something, and lists what there is to see. */
export async function openTour(browser: Browser, shop: Shop): Promise<Tour> {
  const places = await findPlaces(shop.url)
  const door = (role: string, path: '/sign-in' | '/dashboard/sign-in') => {
    const { password } = shop
    return signIn(browser, shop, { path, email: `${role}@rialto.example`, password })
  }
  const [orderId, guest, shopper, operator, vendor, goods, drops] = await Promise.all([
    buySomething(shop),
    fillBag(browser, shop, places.product),
    door('shopper', '/sign-in'),
    door('operator', '/dashboard/sign-in'),
    door('vendor', '/dashboard/sign-in'),
    findGoods(shop.url),
    dropStops(shop),
  ])
  const states: Readonly<Record<As, State>> = { guest, shopper, operator, vendor }
  return {
    goods,
    stops: [...stopsOf(places, orderId), ...drops, ...dashboardStops],
    open: (as, look = {}) => openWindow(browser, { ...look, state: states[as] }),
  }
}

async function findGoods(url: string): Promise<string[]> {
  const query = 'inStock=true&limit=100&sortBy=price&sortOrder=asc'
  const { products } = (await (await fetch(`${url}/api/products/search?${query}`)).json()) as Found
  const [first] = products
  const other = products.find((one) => one.vendorId !== first?.vendorId)
  return [first, other].flatMap((one) => (one ? [one.slug] : []))
}

function stopsOf(places: Places, orderId: string): Stop[] {
  const of = (as: As, paths: Readonly<Record<string, string>>) =>
    Object.entries(paths).map(([name, path]): Stop => ({ name, path, as }))
  return [
    ...of('guest', {
      ...places,
      search: '/search?query=coffee',
      nothing: '/search?query=zzzzzz',
      vendors: '/vendors',
      reviews: `${places.product}/reviews`,
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
    }),
    ...of('shopper', {
      thanks: `/orders/${orderId}/thanks`,
      account: '/account',
      orders: '/account/orders',
      order: `/account/orders/${orderId}`,
      addresses: '/account/addresses',
      profile: '/account/profile',
    }),
  ]
}

const dashboardStops: readonly Stop[] = [
  ...['', 'orders', 'approvals', 'vendors', 'audit'].map(
    (path): Stop => ({ name: `operator-${path || 'home'}`, path: `/dashboard/${path}`, as: 'operator' }),
  ),
  ...['orders', 'products', 'products/new', 'imports', 'stock', 'returns'].map(
    (path): Stop => ({
      name: `vendor-${path.replace('/', '-')}`,
      path: `/dashboard/vendor/${path}`,
      as: 'vendor',
    }),
  ),
]

async function dropStops(shop: Shop): Promise<Stop[]> {
  const { items } = (await (await fetch(`${shop.url}/api/drops`)).json()) as Listed
  return items.slice(0, 1).map(({ slug }) => ({ name: 'drop', path: `/drops/${slug}`, as: 'guest' }))
}

/** A paid order of the demo's shopper, over the API. */
async function buySomething(shop: Shop): Promise<string> {
  const market = openMarket(shop.url, shop.simulatorUrl)
  const buyer: Person = await market.signIn('shopper@rialto.example', shop.password)
  const { products } = await market.wire.ask<Found>('GET', '/api/products/search?inStock=true&limit=2')
  const wishes = await Promise.all(
    products.map(async ({ productId }): Promise<readonly [Product, number]> => {
      const seen = await market.wire.ask<{ vendorId: string; variants: { sku: string }[] }>(
        'GET',
        `/api/products/${productId}`,
      )
      return [{ productId, vendorId: seen.vendorId, sku: seen.variants[0]?.sku ?? '' }, 1]
    }),
  )
  const { orderId } = await market.order(buyer, wishes)
  await market.pay(buyer, orderId)
  await market.untilStatus(buyer, orderId, 'paid')
  return orderId
}

async function fillBag(browser: Browser, shop: Shop, product: string): Promise<State> {
  const { context, page, close } = await openWindow(browser, { hasScript: false })
  await page.goto(shop.url + product)
  await page.locator('form:has(input[name="sku"]) button[type="submit"]').first().click()
  await page.waitForURL('**/bag')
  const state = await context.storageState()
  await close()
  return state
}
