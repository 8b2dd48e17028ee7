import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

// What a shopper does on the pages of the shop, with and without script.

export const cards = {
  pays: '4242424242424242',
  asksTheBank: '4000002760003184',
  isDeclined: '4000000000000002',
} as const
export type Card = keyof typeof cards

export const contact = {
  email: 'ada@rialto.example',
  name: 'Ada Example',
  street: 'Invalidenstr. 1',
  postalCode: '10115',
  city: 'Berlin',
} as const
export type Contact = Partial<Record<keyof typeof contact, string>>

const fieldsMax = 12

/** Where a page of the shop is in a language. */
export function placeOf(url: string, language: string, path: string): string {
  return `${url}${language === 'en' ? '' : `/${language}`}${path}`
}

/** Opens a product and puts it into the bag. */
export async function addToBag(page: Page, product: string, quantity = 1): Promise<void> {
  await page.goto(product)
  const form = page.locator('form:has(input[name="sku"])').first()
  if (quantity !== 1) await form.locator('input[name="quantity"]').fill(`${quantity}`)
  // With script the page stays and says so; without it leads to the bag. Either way the form was answered.
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await form.locator('button[type="submit"]').click()
  await (await answered).finished()
}

/** Types contact and address into the checkout that is open. */
export async function giveContact(page: Page, given: Contact = contact): Promise<void> {
  for (const [name, value] of Object.entries(given))
    await page.locator(`#checkout [name="${name}"]`).fill(value)
}

/** What stands in the fields of the checkout. */
export async function readContact(page: Page): Promise<Contact> {
  const read: Contact = {}
  for (const name of Object.keys(contact) as (keyof Contact)[])
    read[name] = await page.locator(`#checkout [name="${name}"]`).inputValue()
  return read
}

/** Goes through the checkout as a guest, to the page of the card. */
export async function checkOut(page: Page, checkout: string): Promise<void> {
  await page.goto(checkout)
  await giveContact(page)
  const visible = await page
    .locator('#checkout :is(input:not([type="hidden"]), select, textarea):visible')
    .count()
  assert.ok(visible <= fieldsMax, `${visible} fields are visible`)
  await orderAndPay(page)
}

/** Presses the button that orders; the page of the card follows. */
export async function orderAndPay(page: Page): Promise<void> {
  await page.locator('#checkout button[value="order"]').click()
  await page.waitForURL('**/checkout/pay/**')
}

export async function pay(page: Page, card: Card): Promise<void> {
  const fields = page.frameLocator('[data-fields] iframe')
  await fields.locator('#number').fill(cards[card])
  await fields.locator('#expiry').fill('12 / 40')
  await fields.locator('#cvc').fill('123')
  await page.locator('[data-pay]').click()
}

const orderNumber = /R[0-9A-Z]{9}/

/** Waits for the page that thanks, and reads the number of the order on it. */
export async function untilThanked(page: Page): Promise<string> {
  await page.waitForURL('**/orders/*/thanks**')
  const [number] = orderNumber.exec((await page.getByText(orderNumber).first().textContent()) ?? '') ?? []
  assert.ok(number, 'The page names the order')
  return number
}
