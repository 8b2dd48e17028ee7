// Who goes through the pages, and to where: everybody signed in once, with something to look at.
import type { Browser } from 'playwright-core'
import { makeHistory } from './history.ts'
import { type Look, openWindow, type Window } from './open-browser.ts'
import { type State, signIn } from './people.ts'
import type { Shop } from './shop.ts'
import { type As, listStops, type Places, type Stop } from './stops.ts'

export type Tour = {
  readonly stops: readonly Stop[]
  /** Slugs of two products of different vendors. */
  readonly goods: readonly string[]
  /** A window in which somebody is signed in, or a guest has something in the bag. */
  open(as: As, look?: Look): Promise<Window>
}

type Listed = { items: { slug: string }[] }
type Found = { products: { vendorId: string; slug: string }[] }
type Chosen = { options: string[]; attributes: Record<string, unknown> }

/** Places of the demo marketplace that everybody may see. */
export async function findPlaces(url: string): Promise<Places> {
  const get = async <T>(path: string) => (await (await fetch(url + path)).json()) as T
  const { items: categories } = await get<Listed>('/api/products/categories?limit=1')
  const { products } = await get<Found>('/api/products/search?query=coffee&limit=20')
  const { items: vendors } = await get<Listed>('/api/vendors?limit=1')
  const read = products.map(({ slug }) => get<Chosen>(`/api/products/by-slug/${slug}`))
  // One with a choice and with facts in words: the stories look at both.
  const at = (await Promise.all(read)).findIndex(
    ({ options, attributes }) =>
      options.length > 1 && Object.values(attributes).some((value) => typeof value === 'string'),
  )
  return {
    home: '/',
    list: `/categories/${categories[0]?.slug}`,
    product: `/products/${products[at]?.slug}`,
    vendor: `/vendors/${vendors[0]?.slug}`,
  }
}

/** Signs everybody in once, lets things happen, and lists what there is to see. */
export async function openTour(browser: Browser, shop: Shop): Promise<Tour> {
  const places = await findPlaces(shop.url)
  const door = (role: string, path: '/sign-in' | '/dashboard/sign-in') => {
    const { password } = shop
    return signIn(browser, shop, { path, email: `${role}@rialto.example`, password })
  }
  const [history, guest, shopper, operator, vendor, goods, dropSlug] = await Promise.all([
    makeHistory(shop),
    fillBag(browser, shop, places.product),
    door('shopper', '/sign-in'),
    door('operator', '/dashboard/sign-in'),
    door('vendor', '/dashboard/sign-in'),
    findGoods(shop.url),
    findDrop(shop.url),
  ])
  const states: Readonly<Record<As, State | undefined>> = {
    stranger: undefined,
    guest,
    shopper,
    operator,
    vendor,
  }
  return {
    goods,
    stops: listStops(places, history, dropSlug),
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

async function findDrop(url: string): Promise<string | undefined> {
  const { items } = (await (await fetch(`${url}/api/drops`)).json()) as Listed
  return items[0]?.slug
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
