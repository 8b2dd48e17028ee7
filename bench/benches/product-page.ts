// Pages of products a second, rendered on the server and compressed as for a browser, at 32 callers, beside a bare
// server of Node that answers the bytes of one such page.
import { settle } from '@rialto/testing'
import { withBareServer } from '../measure/bare-server.ts'
import { catalogueLines, importLines } from '../measure/catalogue.ts'
import { drive } from '../measure/drive.ts'
import { withShop } from '../measure/open-shop.ts'
import { readPage } from '../measure/pages.ts'
import { cpuMsOf, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const products = 200
const shown = 40
const callers = 32
const warmUpSeconds = 4
const seconds = 10

type Found = { products: { slug: string }[] }

await withShop(async (shape, market) => {
  await importLines(market, await market.vendor('pages'), catalogueLines(products))
  await settle(shape.databaseUrls)
  const found = await market.wire.ask<Found>('GET', `/api/products/search?limit=${shown}`)
  const paths = found.products.map(({ slug }) => `/products/${slug}`)
  const page = await readPage(shape.url, paths[0] ?? '/')
  const bare = await withBareServer(page.text, (url) =>
    drive('requests', { url, paths: ['/'], callers, seconds: 3 }),
  )
  const plan = { url: shape.url, paths, headers: { 'accept-encoding': 'gzip' }, callers }
  await drive('requests', { ...plan, seconds: warmUpSeconds })
  const before = usageOf(shape)
  const driven = await drive('requests', { ...plan, seconds })
  const cpuMs = cpuMsOf(usageOf(shape)) - cpuMsOf(before)
  const perSecond = driven.done / driven.seconds
  const barePerSecond = bare.done / bare.seconds
  process.stdout.write(
    `p50 ${round(driven.p50Ms, 0)} ms, p99 ${round(driven.p99Ms, 0)} ms, ` +
      `${round(cpuMs / driven.done, 2)} ms CPU a page, ${page.text.length} characters\n`,
  )
  report({
    bench: `product page at ${callers} callers, rendered on the server (p99 ${round(driven.p99Ms, 0)} ms)`,
    value: round(perSecond, 1),
    unit: 'pages/s',
    target: null,
    yardstick: `bare node:http, same bytes: ${round(barePerSecond, 0)}/s, p99 ${round(bare.p99Ms, 0)} ms`,
    ratio: round(perSecond / barePerSecond, 4),
  })
})
