import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { World } from '../browser.test.ts'
import { type Language, openWindow, type Window } from '../open-browser.ts'

const cards = {
  pays: '4242424242424242',
  asksTheBank: '4000002760003184',
  isDeclined: '4000000000000002',
} as const
type Card = keyof typeof cards

/** @R-000.1a @: people buy from two vendors with the provider's card fields, on a phone, in Arabic, without script up to the card. */
export function peopleBuy(world: () => World): void {
  describe('a guest', () => {
    it('buys from two vendors, and the bank asks first', async () => {
      await shopping(world(), {}, async (page) => {
        await pay(page, 'asksTheBank')
        await page.locator('form[action*="/3ds/"] button.main').click()
        await untilThanked(page)
      })
    })

    it('is told why a card was declined, and pays the same order with another', async () => {
      await shopping(world(), {}, async (page) => {
        const address = page.url()
        await pay(page, 'isDeclined')
        await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor()
        assert.equal(page.url().split('?')[0], address.split('?')[0], 'the same order is paid')
        await pay(page, 'pays')
        await untilThanked(page)
      })
    })

    it('does so on a phone in Arabic, without script up to the card', async () => {
      await shopping(world(), { language: 'ar', isPlain: true }, async (page) => {
        await pay(page, 'pays')
        await untilThanked(page)
        assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
      })
    })
  })
}

type Wish = { readonly language?: Language; readonly isPlain?: boolean }

/** Fills a bag from two vendors, gives the address, and comes to the card fields. */
async function shopping(world: World, wish: Wish, atTheCard: (page: Page) => Promise<void>): Promise<void> {
  const { browser, shop, tour } = world
  const { language = 'en', isPlain = false } = wish
  const width = isPlain ? 390 : 1440
  const first: Window = await openWindow(browser, { width, hasScript: !isPlain })
  const base = language === 'en' ? shop.url : `${shop.url}/${language}`
  for (const product of tour.goods) await addToBag(first.page, `${base}/products/${product}`, `${base}/bag`)
  await checkOut(first.page, base)
  const paying = await openWindow(browser, { width, state: await first.context.storageState() })
  try {
    await paying.page.goto(first.page.url())
    await atTheCard(paying.page)
    assert.deepEqual(paying.problems.filter(isOurs), [])
  } finally {
    await first.close()
    await paying.close()
  }
}

/** A declined card is answered with 422 or 402, which a browser writes into its console. */
function isOurs(problem: string): boolean {
  return !/status of 4(02|22)/.test(problem)
}

async function addToBag(page: Page, product: string, bag: string): Promise<void> {
  await page.goto(product)
  // With script the page stays and says so; without it leads to the bag. Either way the form was answered.
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.locator('form:has(input[name="sku"]) button[type="submit"]').first().click()
  await answered
  await page.goto(bag)
}

async function checkOut(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/checkout`)
  const fill = (name: string, value: string) => page.locator(`#checkout [name="${name}"]`).fill(value)
  await fill('email', 'ada@rialto.example')
  await fill('name', 'Ada Example')
  await fill('street', 'Invalidenstr. 1')
  await fill('postalCode', '10115')
  await fill('city', 'Berlin')
  const visible = await page
    .locator('#checkout :is(input:not([type="hidden"]), select, textarea):visible')
    .count()
  assert.ok(visible <= 12, `${visible} fields are visible`)
  await page.locator('#checkout button[value="order"]').click()
  await page.waitForURL('**/checkout/pay/**')
}

async function pay(page: Page, card: Card): Promise<void> {
  const fields = page.frameLocator('[data-fields] iframe')
  await fields.locator('#number').fill(cards[card])
  await fields.locator('#expiry').fill('12 / 40')
  await fields.locator('#cvc').fill('123')
  await page.locator('[data-pay]').click()
}

async function untilThanked(page: Page): Promise<void> {
  await page.waitForURL('**/orders/*/thanks**')
  await page
    .getByText(/R[0-9A-Z]{9}/)
    .first()
    .waitFor()
}
