import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openWindow, type Window } from '../open-browser.ts'
import { addToBag, contact, orderAndPay, pay, untilThanked } from '../shopper.ts'
import { textOf } from '../texts.ts'
import type { World } from '../world.ts'

const password = 'a-long-password-7'
const mailWaitMs = 20_000

/** @ @R-000.1g: somebody with an account buys with what the account knows, and finds the order again. */
export function customersBuy(world: () => World): void {
  describe('a customer', () => {
    it('signs up with a mail, saves an address, and buys without typing it again', async () => {
      const { shop, browser, tour } = world()
      const email = `rosa-${randomUUID().slice(0, 8)}@people.example`
      const window = await openWindow(browser)
      const { page } = window
      await signUp(world(), page, email)
      await saveAddress(page, shop.url)
      for (const slug of tour.goods) await addToBag(page, `${shop.url}/products/${slug}`)
      await page.goto(`${shop.url}/checkout`)
      assert.equal(await page.locator('#checkout [name="email"]').inputValue(), email)
      const saved = page.locator('#checkout [name="addressId"]:checked')
      assert.notEqual(await saved.getAttribute('value'), 'new', 'the saved address is chosen')
      await orderAndPay(page)
      await pay(page, 'pays')
      const number = await untilThanked(page)
      await isInTheAccount(page, shop.url, number)
      assert.deepEqual(window.problems, [])
      await window.close()
      await isTracked(world(), { number, email })
    })
  })
}

/** The link in the mail opens a page that asks once more; then one signs in. */
async function signUp({ shop }: World, page: Page, email: string): Promise<void> {
  await page.goto(`${shop.url}/sign-up`)
  const form = page.locator('form:has([name="firstName"])')
  const typed = { firstName: 'Rosa', lastName: 'Example', email, password }
  for (const [name, value] of Object.entries(typed)) await form.locator(`[name="${name}"]`).fill(value)
  await form.locator('button[type="submit"]').click()
  await page.getByText(email).first().waitFor()
  await page.goto(await linkInMail(shop.mailboxUrl, email))
  await page.locator('form:has([name="token"]) button[type="submit"]').click()
  await page.getByText(textOf('web', 'en', 'account.signIn.verified')).waitFor()
  const door = page.locator('form:has([name="password"])')
  await door.locator('[name="email"]').fill(email)
  await door.locator('[name="password"]').fill(password)
  await door.locator('button[type="submit"]').click()
  await page.waitForURL('**/account')
}

async function linkInMail(mailboxUrl: string, to: string): Promise<string> {
  const query = new URLSearchParams({ to, timeoutMs: `${mailWaitMs}` })
  const answer = await fetch(`${mailboxUrl}/api/mails/wait?${query}`)
  const { text } = (await answer.json()) as { text: string }
  const [link] = /http\S+verify-email\S+/.exec(text) ?? []
  assert.ok(link, 'The mail leads to the page that verifies')
  return link
}

async function saveAddress(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/account/addresses?add`)
  const form = page.locator('form:has([name="street"])')
  const { email: _email, ...address } = contact
  for (const [name, value] of Object.entries(address)) await form.locator(`[name="${name}"]`).fill(value)
  await form.locator('button[value="save"]').last().click()
  await page.getByText(textOf('web', 'en', 'account.addresses.done.saved')).waitFor()
}

async function isInTheAccount(page: Page, url: string, number: string): Promise<void> {
  await page.goto(`${url}/account/orders`)
  await page.getByRole('link', { name: number }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: number }).waitFor()
  await page
    .getByText(textOf('web', 'en', 'account.status.paid'))
    .first()
    .waitFor()
}

/** Anybody with number and mail address sees how far the parcels are; with another address nobody does. */
async function isTracked({ shop, browser }: World, order: { number: string; email: string }): Promise<void> {
  const stranger = await openWindow(browser)
  const { number, email } = order
  await track(stranger, shop.url, { number, email: 'somebody@else.example' })
  await stranger.page.getByText(textOf('web', 'en', 'checkout.track.wrong')).waitFor()
  assert.equal(await stranger.page.locator('#found-title').count(), 0)
  await track(stranger, shop.url, { number, email })
  await stranger.page.locator('#found-title').filter({ hasText: number }).waitFor()
  await stranger.close()
}

async function track({ page }: Window, url: string, typed: { number: string; email: string }): Promise<void> {
  await page.goto(`${url}/orders/track`)
  for (const [name, value] of Object.entries(typed))
    await page.locator(`form[method="post"] [name="${name}"]`).last().fill(value)
  await page.locator('form:has([name="number"]) button[type="submit"]').click()
}
