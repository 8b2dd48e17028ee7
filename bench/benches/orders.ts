// Orders accepted by POST /api/orders on prepared two-vendor carts, by 128 callers at once: all of one SKU, and spread
// over many. @
import { generateKeySet } from '@rialto/jwt'
import { type Product, simpleUpdatesPerSecond } from '@rialto/testing'
import { drive } from '../measure/drive.ts'
import { makeProducts, withShop } from '../measure/open-shop.ts'
import { type PreparedCarts, prepareCarts } from '../measure/prepared-carts.ts'
import { cpuMsOf, type ShapeUsage, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const callers = 128
const secondsEach = 20
const cartsEach = 60_000
const warmUpCarts = 4_000
const uniformKinds = 10
const targetPerMinute = 200_000
const yardstickClients = 32
const yardstickSeconds = 5

const tokenKeys = generateKeySet()
let next = 0

await withShop(
  async (shape, market) => {
    const databaseUrl = shape.databaseUrls['order-service'] ?? ''
    const [anna, bruno] = await makeProducts(market)
    const pairs = anna.map((one, n) => [one, bruno[n] as Product])
    const order = async (kinds: readonly Product[][], count: number) => {
      const each = Math.ceil(count / kinds.length)
      const carts: (PreparedCarts & { from: number; count: number })[] = []
      for (const wishes of kinds) {
        carts.push({
          ...(await prepareCarts(market, { databaseUrl, wishes, from: next, count: each })),
          from: next,
          count: each,
        })
        next += each
      }
      return () => drive('orders', { url: shape.url, tokenKeys, carts, callers, seconds: secondsEach })
    }
    await (await order(pairs.slice(0, 1), warmUpCarts))()
    for (const [name, kinds] of [
      ['one hot pair of SKUs', pairs.slice(0, 1)],
      [`${uniformKinds} pairs of SKUs`, pairs.slice(0, uniformKinds)],
    ] as const) {
      const run = await order(kinds, cartsEach)
      const updates = await simpleUpdatesPerSecond({ clients: yardstickClients, seconds: yardstickSeconds })
      const before = usageOf(shape)
      const driven = await run()
      const after = usageOf(shape)
      const each = (of: keyof ShapeUsage) => round((after[of].cpuMs - before[of].cpuMs) / driven.done, 3)
      const perSecond = driven.done / driven.seconds
      process.stdout.write(
        `${name}: p50 ${round(driven.p50Ms, 1)} ms, p99 ${round(driven.p99Ms, 1)} ms; ` +
          `${round((cpuMsOf(after) - cpuMsOf(before)) / driven.done, 3)} ms CPU an order: server ${each('server')}, ` +
          `PostgreSQL ${each('postgres')} (driver ${round(driven.driverCpuMs / driven.done, 3)} apart)\n`,
      )
      report({
        bench: `orders of ${name}, ${callers} callers`,
        value: round(perSecond * 60, 0),
        unit: 'orders/min',
        target: targetPerMinute,
        yardstick: `simple-update, ${yardstickClients} clients: ${round(updates * 60, 0)}/min`,
        ratio: round(perSecond / updates, 3),
      })
    }
  },
  { TOKEN_KEYS: tokenKeys },
)
