// @ @: what people do and see in a real browser, on the marketplace that npm start gives.
import { after, before, describe } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './open-browser.ts'
import { openShop, type Shop } from './shop.ts'
import { pagesAreAccessible } from './stories/accessibility.ts'
import { peopleBuy } from './stories/purchase.ts'
import { openTour, type Tour } from './tour.ts'

export type World = { readonly shop: Shop; readonly browser: Browser; readonly tour: Tour }

describe('the marketplace in a browser', () => {
  let made: World | undefined
  const world = (): World => {
    if (!made) throw new Error('The marketplace did not start')
    return made
  }
  before(async () => {
    const shop = await openShop()
    const browser = await openBrowser()
    made = { shop, browser, tour: await openTour(browser, shop) }
  })
  after(async () => {
    await made?.browser.close()
    await made?.shop.stop()
  })
  peopleBuy(world)
  pagesAreAccessible(world)
})
