import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { until } from '@rialto/testing'
import type { Page } from 'playwright-core'
import { openWindow } from '../open-browser.ts'
import { type Customer, makeCustomer, type Ware } from '../people.ts'
import { contact, giveContact, orderAndPay } from '../shopper.ts'
import { textOf } from '../texts.ts'
import type { World } from '../world.ts'

const seconds = 1_000
/** How much later than its moment a state may be seen: the page draws it at once, a busy machine looks a little later. */
const lateMsMax = 2_500
const spareUnits = 5
/** Units that others took are seen with the next question of the page. */
const pollMsMax = 20_000

/** @: a drop is true without a reload, is bought with an account only, and everybody gets at most their share. */
export function dropsOpen(world: () => World): void {
  describe('a drop', () => {
    it('says without a reload when it is open, sold out and over, at its moments', async () => {
      await watching(world())
    })

    it('is bought with an account only, and nobody gets more than their share', async () => {
      await buying(world())
    })
  })
}

type Drop = { dropId: string; slug: string; opensAt: string; endsAt: string }
type Plan = { units: number; perPersonMax: number; opensInMs: number; lastsMs: number }

async function planDrop({ market, staff }: World, ware: Ware, plan: Plan): Promise<Drop> {
  const { token } = await staff('operator')
  const opens = Date.now() + plan.opensInMs
  const words = { en: ware.title }
  const body = {
    slug: `story-${randomUUID().slice(0, 8)}`,
    title: words,
    story: words,
    items: [{ sku: ware.sku, quantity: plan.units }],
    opensAt: new Date(opens).toISOString(),
    endsAt: new Date(opens + plan.lastsMs).toISOString(),
    perPersonMax: plan.perPersonMax,
  }
  return market.wire.ask<Drop>('POST', '/api/operator/drops', { token, key: randomUUID(), body })
}

async function watching(world: World): Promise<void> {
  const { shop, browser, market, staff, takeWare } = world
  const plan = { units: 1, perPersonMax: 1, opensInMs: 10 * seconds, lastsMs: 25 * seconds }
  const customer = await makeCustomer(market, await staff('operator'), 'Quick')
  const drop = await planDrop(world, await takeWare(plan.units + spareUnits), plan)
  const window = await openWindow(browser)
  const { page } = window
  await page.goto(`${shop.url}/drops/${drop.slug}`)
  await page.evaluate('window.wasNeverLoadedAgain = true')
  await says(page, 'coming')
  assert.equal(await page.getByRole('link', { name: textOf('web', 'en', 'drop.signUp') }).count(), 1)
  await saysAt(page, 'open', drop.opensAt)
  await takeLast(world, customer, drop)
  await says(page, 'sold_out', pollMsMax)
  await saysAt(page, 'ended', drop.endsAt)
  assert.equal(await page.evaluate('window.wasNeverLoadedAgain'), true, 'the page was not loaded again')
  assert.deepEqual(window.problems, [])
  await window.close()
}

type Stated = 'coming' | 'open' | 'sold_out' | 'ended'

/** The word of a state is seen, and no other one. */
async function says(page: Page, state: Stated, timeout = 5 * seconds): Promise<void> {
  const drop = page.locator('[data-drop]')
  await drop.and(page.locator(`[data-state="${state}"]`)).waitFor({ timeout })
  const label = textOf('web', 'en', `drop.state.${state}`)
  const seen = drop.locator('span[data-when]:visible')
  assert.deepEqual(await seen.allTextContents(), [label])
}

/** A state comes at its moment: not before, and hardly after. */
async function saysAt(page: Page, state: Stated, moment: string): Promise<void> {
  const leftMs = Date.parse(moment) - Date.now()
  await says(page, state, leftMs + 30 * seconds)
  const lateMs = await page.evaluate<number>(`Date.now() - ${Date.parse(moment)}`)
  assert.ok(lateMs >= 0 && lateMs <= lateMsMax, `${state} was seen ${lateMs} ms after its moment`)
}

/** Somebody buys the last unit from elsewhere. */
async function takeLast({ market, shop }: World, customer: Customer, drop: Drop): Promise<void> {
  const buyer = await market.signIn(customer.email, customer.password)
  const { items } = await market.wire.ask<{ items: { dropId: string; items: { sku: string }[] }[] }>(
    'GET',
    '/api/drops?limit=50',
  )
  const sku = items.find(({ dropId }) => dropId === drop.dropId)?.items[0]?.sku
  const cartId = await market.cart(buyer, [])
  const body = { sku, quantity: 1, dropId: drop.dropId }
  const add = () =>
    market.wire.send('POST', `/api/carts/${cartId}/items`, { token: buyer.token, key: randomUUID(), body })
  await until(add, ({ status }) => status < 300, { what: `A unit of the drop at ${shop.url} in the bag` })
  const ordered = await market.submit(buyer, await market.quote(buyer, cartId))
  assert.equal(ordered.status, 201, ordered.text)
}

async function buying(world: World): Promise<void> {
  const { shop, browser, market, staff, takeWare } = world
  const plan = { units: 3, perPersonMax: 2, opensInMs: 3 * seconds, lastsMs: 3_600 * seconds }
  const operator = await staff('operator')
  const customer = await makeCustomer(market, operator, 'Two')
  const drop = await planDrop(world, await takeWare(plan.units + spareUnits), plan)
  const address = `${shop.url}/drops/${drop.slug}`
  const { page, close } = await openWindow(browser, { width: 390 })
  await page.goto(address)
  await says(page, 'open', 10 * seconds)
  assert.equal(await buyForm(page).count(), 0, 'a guest has no button to buy')
  await signInFrom(page, customer)
  await page.waitForURL((url) => url.pathname === `/drops/${drop.slug}`)
  await buy(page, 2)
  await page.waitForURL('**/checkout')
  await page.goto(address)
  await isRefusedMore(page)
  await page.goto(`${shop.url}/checkout`)
  const { email: _email, ...home } = contact
  await giveContact(page, home)
  await orderAndPay(page)
  await page.goto(address)
  await isRefusedMore(page)
  await market.wire.ask('POST', `/api/operator/drops/${drop.dropId}/end`, {
    token: operator.token,
    key: randomUUID(),
    body: {},
  })
  await says(page, 'ended', pollMsMax)
  await close()
}

const buyForm = (page: Page) => page.locator('form:has(input[name="quantity"])')

async function buy(page: Page, quantity: number): Promise<void> {
  await buyForm(page).locator('[name="quantity"]').fill(`${quantity}`)
  await buyForm(page).locator('button').click()
}

/** What lies in the bag counts, and so does what was ordered before. */
async function isRefusedMore(page: Page): Promise<void> {
  await buy(page, 1)
  await page.getByText(textOf('web', 'en', 'drop.refused.LIMIT_REACHED')).waitFor()
}

/** The open drop leads a guest to the account, and the account back to the drop. */
async function signInFrom(page: Page, { email, password }: Customer): Promise<void> {
  const door = page.locator('[data-when="open"]')
  await door.getByRole('link', { name: textOf('web', 'en', 'drop.signIn') }).click()
  const form = page.locator('form:has([name="password"])')
  await form.locator('[name="email"]').fill(email)
  await form.locator('[name="password"]').fill(password)
  await form.locator('button[type="submit"]').click()
}
