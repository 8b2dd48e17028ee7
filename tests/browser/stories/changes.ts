import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openWindow } from '../open-browser.ts'
import type { Ware } from '../people.ts'
import {
  addToBag,
  type Contact,
  contact,
  giveContact,
  orderAndPay,
  pay,
  readContact,
  untilThanked,
} from '../shopper.ts'
import { textOf } from '../texts.ts'
import type { World } from '../world.ts'

const typed: Contact = { ...contact, name: 'Ada who is late' }

/** @: what happens to a basket while somebody is still at the checkout is said there, and nothing typed is lost. */
export function thingsChange(world: () => World): void {
  describe('while somebody is at the checkout', () => {
    it('others buy what lies in the bag: they are told, take what is left, and order the rest', async () => {
      const ware = await world().takeWare(3)
      await shopping(world(), ware, async (page) => {
        await buysMeanwhile(world(), ware, 2)
        await isShort(page, ware, 'Only one')
        await takeRest(page)
        await buysMeanwhile(world(), ware, 1)
        await isShort(page, ware, 'None')
        await takeRest(page)
        await orderAndPay(page)
      })
    })

    it('a price changes: they see the old one beside the new, and order at the new one', async () => {
      const ware = await world().takeWare(10)
      await shopping(world(), ware, async (page) => {
        const before = await totalOn(page)
        await raisePrice(world(), ware)
        await order(page)
        await page.getByText(textOf('web', 'en', 'checkout.refused.quoteChanged')).waitFor()
        const notice = page.locator('[data-live="notices"]')
        assert.match(await textIn(notice), new RegExp(ware.title), 'the product is named')
        const after = await totalOn(page)
        assert.notEqual(after, before)
        for (const amount of [before, after])
          assert.ok((await textIn(notice)).includes(amount), `${amount} is said`)
        assert.deepEqual(await readContact(page), typed)
        await orderAndPay(page)
        await pay(page, 'pays')
        await untilThanked(page)
        assert.ok((await textIn(page.locator('main'))).includes(after), 'the order is at the new price')
      })
    })
  })
}

/** Two of the product, one of another vendor, and all that the checkout asks for. */
async function shopping(world: World, ware: Ware, atTheCheckout: (page: Page) => Promise<void>) {
  const { browser, shop, tour } = world
  const { page, close } = await openWindow(browser)
  await addToBag(page, `${shop.url}/products/${ware.slug}`, 2)
  for (const slug of tour.goods) await addToBag(page, `${shop.url}/products/${slug}`)
  await page.goto(`${shop.url}/checkout`)
  await giveContact(page, typed)
  await atTheCheckout(page)
  await close()
}

async function buysMeanwhile({ market }: World, ware: Ware, units: number): Promise<void> {
  const rival = await market.guest()
  await market.order(rival, [[ware, units]])
}

const order = (page: Page) => page.locator('#checkout button[value="order"]').click()

async function isShort(page: Page, ware: Ware, left: 'Only one' | 'None'): Promise<void> {
  await order(page)
  const notice = page.getByRole('alert').filter({ hasText: textOf('web', 'en', 'checkout.refused.soldOut') })
  await notice.waitFor()
  const said = await textIn(notice)
  assert.ok(said.includes(ware.title), 'the product is named')
  assert.match(said, left === 'None' ? /Sold out/ : /Only 1 is left/)
  assert.deepEqual(await readContact(page), typed, 'nothing typed is lost')
}

/** One button takes what is left, which may be nothing. */
async function takeRest(page: Page): Promise<void> {
  await page.locator('button[name="fit"]').first().click()
  await page.locator('button[name="fit"]').first().waitFor({ state: 'detached' })
  assert.deepEqual(await readContact(page), typed, 'nothing typed is lost')
}

type Prices = { items: { currency: string; basePrice: number; version: number }[] }

async function raisePrice({ market, staff }: World, { sku }: Ware): Promise<void> {
  const vendor = await staff('vendor')
  const { token } = vendor
  const { items } = await market.wire.ask<Prices>('GET', `/api/vendor/prices?sku=${sku}`, { token })
  const now = items.find(({ currency }) => currency === 'EUR')
  const price = { amount: (now?.basePrice ?? 0) + 150, currency: 'EUR' }
  const headers = { 'if-match': `${now?.version ?? 0}` }
  const body = { sku, price }
  await market.wire.ask('PUT', '/api/vendor/prices', { token, headers, body, key: randomUUID() })
}

/** The amount on the button that orders. */
async function totalOn(page: Page): Promise<string> {
  const [amount] = /€[\d.,]+/.exec(await textIn(page.locator('#checkout button[value="order"]'))) ?? []
  assert.ok(amount, 'the button says what it costs')
  return amount
}

async function textIn(place: ReturnType<Page['locator']>): Promise<string> {
  return (await place.textContent()) ?? ''
}
