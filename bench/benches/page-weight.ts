// What the pages of the shop weigh before their pictures, compressed, beside a page of the dashboard, which hydrates.
import { settle } from '@rialto/testing'
import { catalogueLines, importLines } from '../measure/catalogue.ts'
import { withShop } from '../measure/open-shop.ts'
import { type Weight, weigh } from '../measure/pages.ts'
import { report, round } from '../measure/report.ts'

const products = 60
const kilobyte = 1_024
const scriptKilobytesMax = 90

type Found = { products: { slug: string }[] }
type Listed = { items: { slug: string }[] }

await withShop(async (shape, market) => {
  const vendor = await market.vendor('weight')
  await importLines(market, vendor, catalogueLines(products))
  await settle(shape.databaseUrls)
  const found = await market.wire.ask<Found>('GET', '/api/products/search?limit=1')
  const categories = await market.wire.ask<Listed>('GET', '/api/products/categories?limit=1')
  const pages = {
    home: '/',
    list: `/categories/${categories.items[0]?.slug}`,
    product: `/products/${found.products[0]?.slug}`,
    vendor: `/vendors/${vendor.slug}`,
  }
  let heaviest = 0
  for (const [name, path] of Object.entries(pages)) {
    const weight = await weigh(shape.url, path)
    heaviest = Math.max(heaviest, weight.script)
    process.stdout.write(`${describe(name, weight)}\n`)
  }
  const hydrated = await weigh(shape.url, '/dashboard/sign-in')
  process.stdout.write(`${describe('dashboard', hydrated)}\n`)
  report({
    bench: 'script of the heaviest of home, list, product and vendor page, gzip',
    value: round(heaviest / kilobyte, 1),
    unit: 'KB',
    target: scriptKilobytesMax,
    yardstick: `the dashboard's sign-in, which hydrates: ${round(hydrated.script / kilobyte, 1)} KB`,
    ratio: round(heaviest / hydrated.script, 4),
  })
})

function describe(name: string, weight: Weight): string {
  const parts = Object.entries(weight).map(([kind, bytes]) => `${kind} ${round(bytes / kilobyte, 1)} KB`)
  return `${name.padEnd(10)} ${parts.join('  ')}`
}
