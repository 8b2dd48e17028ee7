// npm run bench first-purchase: from the moment when npm start is ready, somebody on a phone, in Arabic, buys from two
// vendors as fast as people look, tap and type; scripts are off up to the card.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { openBrowser, openWindow } from './open-browser.ts'
import { openShop } from './shop.ts'
import { cards, contact, untilThanked } from './shopper.ts'

/** How long people look at a page, aim at a button, and need for a key on a phone. */
const pace = { lookMs: 2_500, aimMs: 700, keyMs: 90 }
const targetSeconds = 180
const look = { width: 390 } as const
let pausedMs = 0

const shop = await openShop()
const browser = await openBrowser()
try {
  const startedAt = performance.now()
  const walking = await openWindow(browser, { ...look, hasScript: false })
  await fillBag(walking.page, `${shop.url}/ar`)
  await order(walking.page)
  const paying = await openWindow(browser, { ...look, state: await walking.context.storageState() })
  await paying.page.goto(walking.page.url())
  await payByCard(paying.page)
  const number = await untilThanked(paying.page)
  const value = Math.round((performance.now() - startedAt) / 100) / 10
  const paused = Math.round(pausedMs / 100) / 10
  process.stdout.write(`Order ${number}, of two vendors\n`)
  const figures = {
    value,
    unit: 's',
    target: targetSeconds,
    yardstick: `looking, aiming and typing: ${paused} s`,
  }
  const ratio = Math.round((value / paused) * 100) / 100
  process.stdout.write(`${JSON.stringify({ bench: 'first purchase, as people do it', ...figures, ratio })}\n`)
  assert.ok(value < targetSeconds, `the first purchase took ${value} s`)
} finally {
  await browser.close()
  await shop.stop()
}

/** Takes something from the first page, and something from another stall of the market. */
async function fillBag(page: Page, home: string): Promise<void> {
  await page.goto(home)
  await lookAt()
  await tap(page.locator('main a[href*="/products/"]:visible').first())
  await addFrom(page)
  const seller = await page.locator('main a[href*="/vendors/"]').first().getAttribute('href')
  await page.goto(`${home}/vendors`)
  await lookAt()
  await tap(page.locator(`main a[href*="/vendors/"]:visible:not([href="${seller}"])`).first())
  await lookAt()
  await tap(page.locator('main a[href*="/products/"]:visible').first())
  await addFrom(page)
  assert.equal(await page.locator('main section[aria-labelledby^="vendor-"]').count(), 2, 'two vendors')
}

/** Without script the bag follows. */
async function addFrom(page: Page): Promise<void> {
  await page.waitForURL('**/products/**')
  await lookAt()
  await tap(page.locator('form:has(input[name="sku"]) button[type="submit"]').first())
  await page.waitForURL('**/bag')
  await lookAt()
}

async function order(page: Page): Promise<void> {
  await tap(page.locator('main a[href$="/checkout"]'))
  await page.waitForURL('**/checkout')
  await lookAt()
  for (const [name, text] of Object.entries(contact))
    await type(page.locator(`#checkout [name="${name}"]`), text)
  await lookAt()
  await tap(page.locator('#checkout button[value="order"]'))
  await page.waitForURL('**/checkout/pay/**')
}

async function payByCard(page: Page): Promise<void> {
  const fields = page.frameLocator('[data-fields] iframe')
  await lookAt()
  await type(fields.locator('#number'), cards.pays)
  await type(fields.locator('#expiry'), '1240')
  await type(fields.locator('#cvc'), '123')
  await tap(page.locator('[data-pay]'))
}

async function wait(ms: number): Promise<void> {
  pausedMs += ms
  await pause(ms)
}

function lookAt(): Promise<void> {
  return wait(pace.lookMs)
}

async function tap(place: Locator): Promise<void> {
  await wait(pace.aimMs)
  await place.click()
}

async function type(place: Locator, text: string): Promise<void> {
  await wait(pace.aimMs)
  await place.click()
  pausedMs += text.length * pace.keyMs
  await place.pressSequentially(text, { delay: pace.keyMs })
}
