// Rows a second of an import over the API: products with two variants, prices in three currencies and stock.
import { plainInsertsPerSecond } from '@rialto/testing'
import { catalogueLines, importLines } from '../measure/catalogue.ts'
import { withShop } from '../measure/open-shop.ts'
import { report, round } from '../measure/report.ts'

const rows = 2_000
/** 19,406 products in less than a minute. */
const targetRowsPerSecond = 324

await withShop(async (_shape, market) => {
  const lines = catalogueLines(rows)
  const plain = await plainInsertsPerSecond(lines)
  const vendor = await market.vendor('importer')
  const { seconds } = await importLines(market, vendor, lines)
  const again = await importLines(market, { ...vendor, slug: `${vendor.slug}-again` }, lines)
  process.stdout.write(`the same file again: ${round(rows / again.seconds, 0)} rows/s\n`)
  report({
    bench: `import of ${rows} products with two variants`,
    value: round(rows / seconds, 0),
    unit: 'rows/s',
    target: targetRowsPerSecond,
    yardstick: `plain inserts of the same rows, 100 in a statement: ${round(plain, 0)}/s`,
    ratio: round(rows / seconds / plain, 4),
  })
})
