// Orders accepted by POST /api/orders on prepared two-vendor carts, by 128 callers at once: all of one pair of SKUs, and
// spread over ten. Then at a fixed pace, whatever the answers, while others pay. @
import { generateKeySet } from '@rialto/jwt'
import { type Market, type Product, type RunningShape, simpleUpdatesPerSecond } from '@rialto/testing'
import { type Driven, drive } from '../measure/drive.ts'
import { makePairs, withShop } from '../measure/open-shop.ts'
import { prepareKinds } from '../measure/prepared-carts.ts'
import { cpuMsOf, type ShapeUsage, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const callers = 128
const secondsEach = 20
const cartsEach = 60_000
const warmUpCarts = 4_000
const uniformKinds = 10
const targetPerMinute = 200_000
const targetOfUniform = 0.8
const openPerMinute = 10_000
const openTargetMs = 20
const payers = 4
const yardstickClients = 32
const yardstickSeconds = 5

const tokenKeys = generateKeySet()
type Kinds = readonly Product[][]
type World = { shape: RunningShape; market: Market }

await withShop(
  async (shape, market) => {
    const world = { shape, market }
    const pairs = await makePairs(market, uniformKinds)
    const hot = pairs.slice(0, 1)
    await (await prepare(world, { kinds: hot, count: warmUpCarts }))()
    const ofHot = await closedLoop(world, hot, 'one hot pair of SKUs')
    const ofMany = await closedLoop(world, pairs, `${uniformKinds} pairs of SKUs`)
    report({
      bench: `orders of one hot pair of SKUs against ${uniformKinds} pairs`,
      value: round(ofHot / ofMany),
      unit: 'of the orders of many',
      target: targetOfUniform,
      yardstick: `${uniformKinds} pairs of SKUs: ${round(ofMany * 60, 0)}/min`,
      ratio: round(ofHot / ofMany),
    })
    await openLoop(world, hot)
  },
  { env: { TOKEN_KEYS: tokenKeys } },
)

async function prepare({ shape, market }: World, wish: { kinds: Kinds; count: number; pace?: object }) {
  const { kinds, count, pace = {} } = wish
  const databaseUrl = shape.databaseUrls['order-service'] ?? ''
  const carts = await prepareKinds(market, { databaseUrl, kinds, count })
  const plan = { urls: [shape.url], tokenKeys, carts, callers, seconds: secondsEach, ...pace }
  return () => drive<{ paid: number }>('orders', plan)
}

async function closedLoop(world: World, kinds: Kinds, name: string): Promise<number> {
  const run = await prepare(world, { kinds, count: cartsEach })
  const updates = await simpleUpdatesPerSecond({ clients: yardstickClients, seconds: yardstickSeconds })
  const driven = await described(world, name, run)
  const perSecond = driven.done / driven.seconds
  report({
    bench: `orders of ${name}, ${callers} callers`,
    value: round(perSecond * 60, 0),
    unit: 'orders/min',
    target: targetPerMinute,
    yardstick: `simple-update, ${yardstickClients} clients: ${round(updates * 60, 0)}/min`,
    ratio: round(perSecond / updates, 3),
  })
  return perSecond
}

async function openLoop(world: World, kinds: Kinds): Promise<void> {
  const perSecond = openPerMinute / 60
  const pace = { perSecond, payers, mayRefuse: true }
  const run = await prepare(world, { kinds, count: Math.ceil(perSecond * secondsEach) + 1, pace })
  const updates = await simpleUpdatesPerSecond({ clients: yardstickClients, seconds: yardstickSeconds })
  const driven = await described(world, `${openPerMinute}/min, ${payers} pay behind`, run)
  const refused = driven.done - (driven.groups['ordered']?.count ?? 0)
  const updateMs = (yardstickClients * 1_000) / updates
  report({
    bench:
      `p99 of orders at ${openPerMinute}/min, open loop, while ${payers} at once pay ` +
      `${round((driven.paid / driven.seconds) * 60, 0)}/min behind (${refused} refused)`,
    value: round(driven.p99Ms, 1),
    unit: 'ms',
    target: openTargetMs,
    yardstick: `simple-update, ${yardstickClients} clients: ${round(updateMs, 1)} ms each`,
    ratio: round(driven.p99Ms / updateMs),
  })
}

/** Runs, and says what an order took and cost. */
async function described<T extends Driven>(
  { shape }: World,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  const before = usageOf(shape)
  const driven = await run()
  const after = usageOf(shape)
  const each = (of: keyof ShapeUsage) => round((after[of].cpuMs - before[of].cpuMs) / driven.done, 3)
  process.stdout.write(
    `${name}: p50 ${round(driven.p50Ms, 1)} ms, p99 ${round(driven.p99Ms, 1)} ms; ` +
      `${round((cpuMsOf(after) - cpuMsOf(before)) / driven.done, 3)} ms CPU an order: server ${each('server')}, ` +
      `PostgreSQL ${each('postgres')} (driver ${round(driven.driverCpuMs / driven.done, 3)} apart)\n`,
  )
  return driven
}
