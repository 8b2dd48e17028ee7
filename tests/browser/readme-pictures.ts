// The pictures of README: what a newcomer sees first, made from the demo marketplace as it is.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { until } from '@rialto/testing'
import type { Page } from 'playwright-core'
import { type Language, type Look, show, type Window } from './open-browser.ts'
import type { Shop } from './shop.ts'
import type { As } from './stops.ts'
import type { Tour } from './tour.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const bytesMax = 300 * 1_024
const qualities = [90, 85, 80, 72, 64]

const picturesSecondsMax = 600
const listPagesMax = 10

type Listed = { products: { image: string | null }[]; totalPages: number }

type Picture = {
  readonly name: string
  /** A stop of the tour. */
  readonly stop: string
  readonly as?: As
  readonly language?: Language
  readonly look?: Look
  /** How much of the page; what a window shows, unless it says so. */
  readonly height?: number
  /** What is done before the page is opened, and what on it. */
  readonly before?: (page: Page, shop: Shop, tour: Tour) => Promise<void>
  readonly on?: (page: Page) => Promise<void>
}

const phone = { width: 390 } as const
const pictures: readonly Picture[] = [
  { name: 'shop', stop: 'home', height: 1_420 },
  { name: 'product', stop: 'product' },
  { name: 'checkout', stop: 'checkout', as: 'stranger', before: fillBag, on: typeAddress },
  { name: 'drop', stop: 'drop', as: 'shopper', look: { theme: 'dark' } },
  { name: 'dashboard', stop: 'operator-order' },
  { name: 'phone-list', stop: 'list', look: phone },
  {
    name: 'phone-bag',
    stop: 'bag',
    as: 'stranger',
    language: 'de',
    look: { ...phone, theme: 'dark' },
    before: fillBag,
  },
  { name: 'phone-product', stop: 'product', language: 'ar', look: phone },
]

/** Takes those whose names hold `wanted`, each as large as README needs and no larger. */
export async function takeReadmePictures(shop: Shop, tour: Tour, wanted = ''): Promise<void> {
  await mkdir(folder, { recursive: true })
  const secondsMax = picturesSecondsMax
  await until(
    () => isPictured(shop),
    (isDone) => isDone,
    { secondsMax, what: 'the pictures of the demo' },
  )
  for (const picture of pictures.filter(({ name }) => name.includes(wanted))) {
    const stop = tour.stops.find(({ name }) => name === picture.stop)
    if (!stop) throw new Error(`The tour has no stop ${picture.stop}`)
    const window = await tour.open(picture.as ?? stop.as, picture.look)
    const { language = 'en' } = picture
    await picture.before?.(window.page, shop, tour)
    await show(window, shop.url, { path: stop.path, language })
    await picture.on?.(window.page)
    const file = join(folder, `${picture.name}.jpg`)
    const content = await photograph(window, picture.height)
    await writeFile(file, content)
    process.stdout.write(`${file}: ${Math.round(content.length / 1_024)} KB\n`)
    await window.close()
  }
}

/** The demo hangs its pictures while the shop is open already. */
async function isPictured({ url }: Shop): Promise<boolean> {
  for (let page = 1; page <= listPagesMax; page += 1) {
    const list = await fetch(`${url}/api/products/search?limit=100&page=${page}`)
    const { products, totalPages } = (await list.json()) as Listed
    if (products.some(({ image }) => image === null)) return false
    if (page >= totalPages) break
  }
  return true
}

/** The top of the page, in the best quality that is small enough. */
async function photograph({ page }: Window, height: number | undefined): Promise<Buffer> {
  await page.waitForLoadState('networkidle')
  const width = page.viewportSize()?.width ?? 0
  const part = height === undefined ? {} : { fullPage: true, clip: { x: 0, y: 0, width, height } }
  for (const quality of qualities) {
    const content = await page.screenshot({ ...part, type: 'jpeg', quality })
    if (content.length <= bytesMax) return content
  }
  throw new Error(`A picture of ${page.url()} is over ${bytesMax} bytes in every quality`)
}

/** Something of two vendors: that is what the bag is about. */
async function fillBag(page: Page, shop: Shop, { goods }: Tour): Promise<void> {
  for (const slug of goods) {
    await page.goto(`${shop.url}/products/${slug}`)
    await page.locator('form:has(input[name="sku"]) button[type="submit"]').first().click()
    await page.locator('[data-add-answer] a').waitFor()
  }
}

const typed = {
  email: 'ada@people.example',
  name: 'Ada Example',
  street: 'Invalidenstr. 1',
  postalCode: '10115',
  city: 'Berlin',
}

async function typeAddress(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(typed))
    await page.locator(`#checkout [name="${name}"]`).fill(value)
  await page.locator('h1').click()
}
