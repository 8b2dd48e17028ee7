// npm run shots -- [folder] [part of a name]: pictures of every page on phone and desktop, light, dark and from right to
// left. npm run shots -- --readme [part of a name]: those of README, into docs/pictures.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Look, openBrowser, show } from './open-browser.ts'
import { takeReadmePictures } from './readme-pictures.ts'
import { openShop, type Shop } from './shop.ts'
import { isExpected } from './stops.ts'
import { openTour, type Tour } from './tour.ts'

const looks = [
  { name: 'light', language: 'en', width: 1440, theme: 'light' },
  { name: 'dark', language: 'de', width: 1440, theme: 'dark' },
  { name: 'rtl', language: 'ar', width: 1440, theme: 'light' },
  { name: 'phone', language: 'en', width: 390, theme: 'light' },
  { name: 'phone-dark', language: 'de', width: 390, theme: 'dark' },
  { name: 'phone-rtl', language: 'ar', width: 390, theme: 'light' },
] as const

// What lies far below the window is laid out when somebody comes near: nobody comes to a picture of the whole page.
const layOutAll = `for (const part of document.querySelectorAll('.later')) part.style.contentVisibility = 'visible'`

const [first, second] = process.argv.slice(2)
const shop = await openShop()
const browser = await openBrowser()
try {
  const tour = await openTour(browser, shop)
  if (first === '--readme') await takeReadmePictures(shop, tour, second)
  else await takeEveryPage(shop, tour, { folder: resolve(first ?? '.cache/shots'), wanted: second ?? '' })
} finally {
  await browser.close()
  await shop.stop()
}

type Task = { readonly folder: string; readonly wanted: string }

async function takeEveryPage(on: Shop, tour: Tour, { folder, wanted }: Task): Promise<void> {
  const stops = tour.stops.filter(({ name }) => name.includes(wanted))
  await mkdir(folder, { recursive: true })
  for (const { name, language, width, theme } of looks) {
    const look: Look = { width, theme }
    for (const stop of stops) {
      const window = await tour.open(stop.as, look)
      await show(window, on.url, { path: stop.path, language })
      await stop.act?.(window.page)
      await window.page.waitForLoadState('networkidle')
      await window.page.evaluate(layOutAll)
      await window.page.screenshot({ path: join(folder, `${stop.name}-${name}.png`), fullPage: true })
      for (const problem of window.problems)
        if (!isExpected(stop, problem)) process.stdout.write(`${stop.name} ${name}: ${problem}\n`)
      await window.close()
    }
    process.stdout.write(`${name}: ${stops.length} pages in ${folder}\n`)
  }
}
