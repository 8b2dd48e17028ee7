import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { until } from '@rialto/testing'
import type { Page } from 'playwright-core'
import type { Ware } from '../people.ts'
import { textOf } from '../texts.ts'
import type { World } from '../world.ts'

const tracking = 'RIALTO-STORY-0042'
const mailSecondsMax = 20

/** @: a vendor packs what lies on the shelf, and the shopper sees which part is on its way. */
export function vendorsShip(world: () => World): void {
  describe('a vendor', () => {
    it('prints the slip and ships a part with its tracking number; the shopper sees it', async () => {
      const ware = await world().takeWare(10)
      const order = await buyTwo(world(), ware)
      const { shop, tour } = world()
      const window = await tour.open('vendor')
      const { page } = window
      await page.goto(`${shop.url}/dashboard/vendor/orders`)
      await page.getByRole('link', { name: order.number, exact: true }).click()
      const sheet = page.getByRole('dialog')
      await sheet.getByRole('link', { name: textOf('dashboard', 'en', 'vendor.slip.open') }).click()
      await isOnPaper(page, { ...order, ware, units: 2 })
      await page.getByRole('link', { name: textOf('dashboard', 'en', 'vendor.slip.back') }).click()
      await shipOne(page, ware)
      await sheet.getByText(tracking).waitFor()
      await page.goto(`${shop.url}/dashboard/vendor/orders/${order.orderId}/slip`)
      await isOnPaper(page, { ...order, ware, units: 1 })
      assert.deepEqual(window.problems, [])
      await window.close()
      await isSeenByTheShopper(world(), order)
    })

    it('has the oldest orders first on a phone, and nothing of the page lies beside the screen', async () => {
      await readsOnAPhone(world())
    })
  })
}

async function readsOnAPhone({ tour, shop }: World): Promise<void> {
  const { page, close } = await tour.open('vendor', { width: 390 })
  await page.goto(`${shop.url}/dashboard/vendor/orders?view=all`)
  const numbers = () => page.locator('tbody th').allTextContents()
  const newestFirst = await numbers()
  assert.ok(newestFirst.length > 1, 'there is something to put in order')
  const name = textOf('dashboard', 'en', 'frame.table.sort')
  const order = page.getByRole('combobox', { name, exact: true })
  await order.selectOption({ label: textOf('dashboard', 'en', 'frame.table.oldest') })
  await page.waitForURL('**sort=time**')
  await until(numbers, ([first]) => first === newestFirst.at(-1), { what: 'the oldest order at the top' })
  assert.deepEqual(await numbers(), newestFirst.toReversed())
  assert.equal(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'), 0)
  await close()
}

type Bought = { orderId: string; number: string }

/** Two of a product, paid by the demo's shopper. */
async function buyTwo({ market, shop }: World, ware: Ware): Promise<Bought> {
  const shopper = await market.signIn('shopper@rialto.example', shop.password)
  const order = await market.order(shopper, [[ware, 2]])
  await market.pay(shopper, order.orderId)
  await market.untilStatus(shopper, order.orderId, 'paid')
  return order
}

type Paper = Bought & { ware: Ware; units: number }

/** The slip names the order and what is in the parcel, and no price; its button asks the browser to print. */
async function isOnPaper(page: Page, { number, ware, units }: Paper): Promise<void> {
  const paper = page.locator('main')
  await paper.getByRole('heading', { name: textOf('dashboard', 'en', 'vendor.slip.title') }).waitFor()
  const text = (await paper.textContent()) ?? ''
  for (const part of [number, ware.title, ware.sku, 'Ada Example', 'Berlin'])
    assert.ok(text.includes(part), `${part} is on the paper`)
  assert.doesNotMatch(text, /[€$£]/, 'no price is on the paper')
  const [line] = await paper.locator('tbody tr').all()
  assert.equal(await line?.locator('td').last().textContent(), `${units}`)
  await page.waitForLoadState('networkidle')
  await page.evaluate('window.print = () => { window.wasPrinted = true }')
  await paper.getByRole('button', { name: textOf('dashboard', 'en', 'vendor.slip.print') }).click()
  assert.equal(await page.evaluate('window.wasPrinted'), true)
}

async function shipOne(page: Page, ware: Ware): Promise<void> {
  const form = page.locator('form:has([name="carrier"])')
  await form.locator(`[name="units ${ware.sku}"]`).fill('1')
  await form.locator('[name="carrier"]').fill('DHL')
  await form.locator('[name="trackingCode"]').fill(tracking)
  await form.getByRole('button', { name: textOf('dashboard', 'en', 'vendor.ship.submit') }).click()
}

/** In the account, and in a mail. */
async function isSeenByTheShopper({ shop, tour }: World, { orderId, number }: Bought): Promise<void> {
  const { page, close } = await tour.open('shopper', { width: 390 })
  await page.goto(`${shop.url}/account/orders/${orderId}`)
  await page.getByText(tracking).first().waitFor()
  await page
    .getByText(textOf('web', 'en', 'checkout.step.shipped.begun'))
    .first()
    .waitFor()
  await close()
  await until(
    () => mailsOf(shop.mailboxUrl, number),
    (texts) => texts.some((text) => text.includes(tracking)),
    { what: 'A mail with the tracking number', secondsMax: mailSecondsMax },
  )
}

async function mailsOf(mailboxUrl: string, search: string): Promise<string[]> {
  const found = await fetch(`${mailboxUrl}/api/mails?${new URLSearchParams({ search })}`)
  const { items } = (await found.json()) as { items: { id: string }[] }
  return Promise.all(items.map(async ({ id }) => (await fetch(`${mailboxUrl}/api/mails/${id}/text`)).text()))
}
