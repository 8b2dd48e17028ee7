// npm run shots [folder] [part of a name]: pictures of every page on phone and desktop, light, dark and from right to left.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Look, openBrowser, show } from './open-browser.ts'
import { openShop } from './shop.ts'
import { openTour } from './tour.ts'

const looks = [
  { name: 'light', language: 'en', width: 1440, theme: 'light' },
  { name: 'dark', language: 'de', width: 1440, theme: 'dark' },
  { name: 'rtl', language: 'ar', width: 1440, theme: 'light' },
  { name: 'phone', language: 'en', width: 390, theme: 'light' },
  { name: 'phone-dark', language: 'de', width: 390, theme: 'dark' },
  { name: 'phone-rtl', language: 'ar', width: 390, theme: 'light' },
] as const

const folder = resolve(process.argv[2] ?? '.cache/shots')
const wanted = process.argv[3] ?? ''
const shop = await openShop()
const browser = await openBrowser()
try {
  const tour = await openTour(browser, shop)
  await mkdir(folder, { recursive: true })
  for (const { name, language, width, theme } of looks) {
    const look: Look = { width, theme }
    for (const stop of tour.stops.filter((one) => one.name.includes(wanted))) {
      const window = await tour.open(stop.as, look)
      await show(window, shop.url, { path: stop.path, language })
      await window.page.waitForLoadState('networkidle')
      await window.page.screenshot({ path: join(folder, `${stop.name}-${name}.png`), fullPage: true })
      for (const problem of window.problems) process.stdout.write(`${stop.name} ${name}: ${problem}\n`)
      await window.close()
    }
    process.stdout.write(`${name}: ${tour.stops.length} pages in ${folder}\n`)
  }
} finally {
  await browser.close()
  await shop.stop()
}
