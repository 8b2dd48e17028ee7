import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { textOf } from '../texts.ts'
import type { World } from '../world.ts'

const reason = 'Say what it is made of.'
const said = (key: string) => textOf('dashboard', 'en', key)

/** @: nothing comes into the shop unseen: sent back with a reason, changed, compared, let in. */
export function operatorsApprove(world: () => World): void {
  describe('an operator', () => {
    it('sends a product back with a reason, sees what its vendor changed, and lets it into the shop', async () => {
      const product = await offer(world())
      const { shop, tour } = world()
      const operator = await tour.open('operator')
      const vendor = await tour.open('vendor')
      await isInTheShop(world(), product.slug, false)
      await sendBack(operator.page, shop.url, product)
      const title = product.title.replace('Spoon', 'Ladle')
      await change(vendor.page, `${shop.url}/dashboard/vendor/products/${product.id}`, title)
      await isInTheShop(world(), product.slug, false)
      await letIn(operator.page, shop.url, { before: product.title, after: title })
      await isInTheShop(world(), product.slug, true)
      assert.deepEqual([...operator.problems, ...vendor.problems], [])
      await operator.close()
      await vendor.close()
    })
  })
}

type Offered = { id: string; slug: string; title: string }

/** A new product of the demo's vendor, with stock and a price, that waits for approval. */
async function offer({ market, staff }: World): Promise<Offered> {
  const { token } = await staff('vendor')
  const sku = `STORY-${randomUUID().slice(0, 8)}`
  const title = `Spoon ${sku}`
  const made = await market.wire.ask<{ id: string; slug: string }>('POST', '/api/products', {
    token,
    key: sku,
    body: { title, variants: [{ sku, weightGrams: 80 }] },
  })
  const price = { amount: 900, currency: 'EUR' }
  const headers = { 'if-match': '0' }
  await market.wire.ask('PUT', '/api/vendor/prices', { token, headers, body: { sku, price } })
  return { ...made, title }
}

/** Without a reason nothing happens; the vendor reads the reason. */
async function sendBack(page: Page, url: string, { title }: Offered): Promise<void> {
  await page.goto(`${url}/dashboard/approvals`)
  await page.getByRole('link', { name: title }).click()
  const sheet = page.getByRole('dialog', { name: title })
  await sheet.getByText(said('operator.diff.new')).waitFor()
  await sheet.getByRole('button', { name: said('operator.approval.reject') }).click()
  const question = page.locator('dialog:has([name="reason"])').last()
  await question.locator('[name="reason"]').fill(reason)
  await question.getByRole('button', { name: said('operator.approval.reject') }).click()
  await page.waitForURL('**/dashboard/approvals')
  await page.getByRole('link', { name: title }).waitFor({ state: 'detached' })
}

async function change(page: Page, editor: string, title: string): Promise<void> {
  await page.goto(editor)
  await page.getByText(reason).waitFor()
  await page.locator('[name="title"]').fill(title)
  await page.getByRole('button', { name: said('vendor.editor.submit') }).click()
  await page.getByText(said('vendor.editor.pending')).waitFor()
}

async function letIn(page: Page, url: string, title: { before: string; after: string }): Promise<void> {
  await page.goto(`${url}/dashboard/approvals`)
  await page.getByRole('link', { name: title.after }).click()
  const sheet = page.getByRole('dialog', { name: title.after })
  await sheet.getByText(said('operator.diff.since.rejected')).waitFor()
  assert.equal(await sheet.locator('table del').textContent(), title.before)
  assert.equal(await sheet.locator('table ins').textContent(), title.after)
  await sheet.getByRole('button', { name: said('operator.approvals.approve'), exact: true }).click()
  await page.waitForURL('**/dashboard/approvals')
}

/** As anybody sees it, who is not signed in. */
async function isInTheShop({ shop, browser }: World, slug: string, isThere: boolean): Promise<void> {
  const page = await browser.newPage()
  const answer = await page.goto(`${shop.url}/products/${slug}`)
  assert.equal(answer?.status(), isThere ? 200 : 404, `${slug} in the shop`)
  await page.close()
}
