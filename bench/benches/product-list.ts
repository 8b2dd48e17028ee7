// Product lists a second: the page that every visit begins with, at 32 callers, beside a bare server of Node that
// answers the same bytes.
import { settle } from '@rialto/testing'
import { withBareServer } from '../measure/bare-server.ts'
import { catalogueLines, importLines } from '../measure/catalogue.ts'
import { drive } from '../measure/drive.ts'
import { withShop } from '../measure/open-shop.ts'
import { cpuMsOf, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const products = 1_000
const callers = 32
const warmUpSeconds = 3
const seconds = 10
const p95TargetMs = 100
const paths = [
  '/api/products/search?limit=20',
  '/api/products/search?query=lamp&limit=20',
  '/api/products/search?query=oak%20bench&limit=20&page=2',
  '/api/products/search?limit=20&sortBy=price&sortOrder=asc&currency=EUR',
]

await withShop(async (shape, market) => {
  await importLines(market, await market.vendor('lists'), catalogueLines(products))
  await settle(shape.databaseUrls)
  const page = await market.wire.send('GET', paths[0] ?? '/')
  const bare = await withBareServer(page.text, (url) =>
    drive('requests', { url, paths: ['/'], callers, seconds: 3 }),
  )
  const plan = { url: shape.url, paths, callers }
  await drive('requests', { ...plan, seconds: warmUpSeconds })
  const before = usageOf(shape)
  const driven = await drive('requests', { ...plan, seconds })
  const cpuMs = cpuMsOf(usageOf(shape)) - cpuMsOf(before)
  const perSecond = driven.done / driven.seconds
  const barePerSecond = bare.done / bare.seconds
  process.stdout.write(
    `${products} products: p50 ${round(driven.p50Ms, 0)} ms, p99 ${round(driven.p99Ms, 0)} ms, ` +
      `${round(cpuMs / driven.done, 2)} ms CPU each, ${page.text.length} bytes\n`,
  )
  report({
    bench: `product lists at ${callers} callers (p95 < ${p95TargetMs} ms is the aim under mixed load)`,
    value: round(perSecond, 0),
    unit: 'requests/s',
    target: null,
    yardstick: `bare node:http, same bytes: ${round(barePerSecond, 0)}/s`,
    ratio: round(perSecond / barePerSecond, 4),
  })
})
