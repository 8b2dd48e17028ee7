import { type Market, openMarket, type Person } from '@rialto/testing'
import type { Browser } from 'playwright-core'
import { openBrowser } from './open-browser.ts'
import { countStock, readWares, type Ware } from './people.ts'
import type { Shop } from './shop.ts'
import { openTour, type Tour } from './tour.ts'

/** All that a story needs: the marketplace, a browser, and words for what happens meanwhile, over the API. */
export type World = {
  readonly shop: Shop
  readonly browser: Browser
  readonly tour: Tour
  readonly market: Market
  /** Somebody of the demo's staff, over the API. */
  staff(role: 'operator' | 'vendor'): Promise<Person>
  /** A product of the demo's vendor that no other story touches, with so many units in stock. */
  takeWare(units: number): Promise<Ware>
  close(): Promise<void>
}

export async function openWorld(shop: Shop): Promise<World> {
  const browser = await openBrowser()
  const market = openMarket(shop.url, shop.simulatorUrl)
  const staff = (role: 'operator' | 'vendor') => market.signIn(`${role}@rialto.example`, shop.password)
  let wares: Ware[] | undefined
  const takeWare = async (units: number) => {
    const vendor = await staff('vendor')
    wares ??= await readWares(market, vendor)
    const ware = wares.shift()
    if (!ware) throw new Error('The demo’s vendor has too few products for the stories')
    await countStock(market, vendor, { sku: ware.sku, units })
    return ware
  }
  const tour = await openTour(browser, shop).catch(async (error: unknown) => {
    await browser.close()
    throw new Error('The tour could not begin', { cause: error })
  })
  return { shop, browser, tour, market, staff, takeWare, close: () => browser.close() }
}
