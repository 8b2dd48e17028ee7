import { randomUUID } from 'node:crypto'
import type { Market, Person, Product } from '@rialto/testing'
import type { Browser, BrowserContext } from 'playwright-core'
import { openWindow } from './open-browser.ts'
import type { Shop } from './shop.ts'

export type State = Awaited<ReturnType<BrowserContext['storageState']>>
export type Ware = Product & { readonly slug: string; readonly title: string }

export type Door = {
  readonly path: '/sign-in' | '/dashboard/sign-in'
  readonly email: string
  readonly password: string
}

/** Signs somebody in with the form, and gives what their browser keeps. */
export async function signIn(browser: Browser, shop: Shop, door: Door): Promise<State> {
  const { context, page, close } = await openWindow(browser)
  await page.goto(shop.url + door.path)
  const form = page.locator('form:has(input[name="password"])')
  await form.locator('input[name="email"]').fill(door.email)
  await form.locator('input[name="password"]').fill(door.password)
  await form.locator('button[type="submit"]').click()
  await page.waitForURL((address) => !address.pathname.endsWith('/sign-in'))
  const state = await context.storageState()
  await close()
  return state
}

const password = 'a-long-password-7'
export type Customer = { readonly email: string; readonly password: string }

/** An account of a shopper who has bought nothing yet. */
export async function makeCustomer(market: Market, operator: Person, name: string): Promise<Customer> {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@people.example`
  const account = { email, password, firstName: name, lastName: 'Example', roles: ['shopper'] }
  const body = { accounts: [account] }
  await market.wire.ask('POST', '/api/operator/accounts', { token: operator.token, body })
  return { email, password }
}

type Listed = { id: string; vendorId: string; sku: string; slug: string; title: string; variantCount: number }

/** What the demo's vendor sells in one variant only; what a drop or a story has added is not among it. */
export async function readWares(market: Market, vendor: Person): Promise<Ware[]> {
  const [listed, planned] = await Promise.all([
    market.wire.ask<{ items: Listed[] }>('GET', '/api/products?status=active&limit=100', {
      token: vendor.token,
    }),
    market.wire.ask<{ items: { productId: string }[] }>('GET', '/api/drops?limit=50'),
  ])
  return listed.items
    .filter(
      ({ id, variantCount }) => variantCount === 1 && !planned.items.some((one) => one.productId === id),
    )
    .filter(({ sku }) => !/^(STORY|TOUR)-/.test(sku))
    .map(({ id, vendorId, sku, slug, title }) => ({ productId: id, vendorId, sku, slug, title }))
    .sort((one, other) => (one.sku < other.sku ? -1 : 1))
}

type Level = { warehouseId: string; onHand: number }

/** Counts the stock of a product anew: so many units in one place, none anywhere else. */
export async function countStock(market: Market, vendor: Person, wish: { sku: string; units: number }) {
  const { token } = vendor
  const { sku, units } = wish
  const { items } = await market.wire.ask<{ items: Level[] }>('GET', `/api/inventory/levels?sku=${sku}`, {
    token,
  })
  for (const [index, { warehouseId }] of items.entries()) {
    const body = { sku, warehouseId, counted: index === 0 ? units : 0 }
    await market.wire.ask('POST', '/api/inventory/counts', { token, key: randomUUID(), body })
  }
}
