import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type Language, openWindow } from '../open-browser.ts'
import {
  addToBag,
  checkOut,
  contact,
  giveContact,
  orderAndPay,
  pay,
  placeOf,
  readContact,
  untilThanked,
} from '../shopper.ts'
import type { World } from '../world.ts'

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

    it('keeps what was typed when a field needs another look, also without script', async () => {
      await mistyping(world())
    })
  })
}

type Wish = { readonly language?: Language; readonly isPlain?: boolean }

/** Fills a bag from two vendors, gives the address, and comes to the card fields. */
async function shopping(world: World, wish: Wish, atTheCard: (page: Page) => Promise<void>): Promise<void> {
  const { browser, shop, tour } = world
  const { language = 'en', isPlain = false } = wish
  const width = isPlain ? 390 : 1440
  const first = await openWindow(browser, { width, hasScript: !isPlain })
  const at = (path: string) => placeOf(shop.url, language, path)
  for (const product of tour.goods) await addToBag(first.page, at(`/products/${product}`))
  await checkOut(first.page, at('/checkout'))
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

/** A wrong postal code and a forgotten town, in Arabic on a phone: both are said at their fields, and nothing is lost. */
async function mistyping({ browser, shop, tour }: World): Promise<void> {
  const { page, close } = await openWindow(browser, { width: 390, hasScript: false })
  const at = (path: string) => placeOf(shop.url, 'ar', path)
  const [product] = tour.goods
  await addToBag(page, at(`/products/${product}`))
  await page.goto(at('/checkout'))
  const typed = { ...contact, postalCode: '1', city: '' }
  await giveContact(page, typed)
  await page.locator('#checkout button[value="order"]').click()
  await page.getByRole('alert').first().waitFor()
  assert.deepEqual(await readContact(page), typed, 'all that was typed is there')
  for (const name of ['postalCode', 'city'] as const) await tellsWhatIsWrong(page, name)
  await giveContact(page, { postalCode: contact.postalCode, city: contact.city })
  await orderAndPay(page)
  await close()
}

/** The field is marked, and what is wrong with it is written where a screen reader finds it. */
async function tellsWhatIsWrong(page: Page, name: string): Promise<void> {
  const field = page.locator(`#checkout [name="${name}"]`)
  assert.equal(await field.getAttribute('aria-invalid'), 'true', name)
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()))
  assert.match(texts.join(' '), /\p{Script=Arabic}/u, `${name} says what is wrong`)
}
