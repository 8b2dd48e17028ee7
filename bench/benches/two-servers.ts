// Orders of prepared carts by 128 callers: one server, two on the same database, one again. The second server is for
// availability; on two cores it must not cost much.
import { generateKeySet } from '@rialto/jwt'
import { type Market, type Product, type RunningShape, settle } from '@rialto/testing'
import { drive } from '../measure/drive.ts'
import { makePairs, withShop } from '../measure/open-shop.ts'
import { prepareKinds } from '../measure/prepared-carts.ts'
import { cpuMsOf, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const callers = 128
const secondsEach = 15
const cartsEach = 30_000
const warmUpCarts = 2_000
const kinds = 10
const targetRatio = 0.85
const settleSecondsMax = 120

const tokenKeys = generateKeySet()
type World = { shape: RunningShape; market: Market; pairs: readonly Product[][] }

await withShop(
  async (shape, market) => {
    const servers = [...shape.processes.values()].filter(({ name }) => name.startsWith('server#'))
    const urls = servers.map(({ url }) => url)
    const second = servers[1]
    if (!second) throw new Error('The shape has one server only')
    const world = { shape, market, pairs: await makePairs(market, kinds) }
    await order(world, urls, warmUpCarts)
    // One before and one after, because the machine is not the same in each minute.
    await second.kill('SIGTERM')
    const before = await order(world, urls.slice(0, 1), cartsEach)
    await second.start()
    await order(world, urls, warmUpCarts)
    const two = await order(world, urls, cartsEach)
    await second.kill('SIGTERM')
    const after = await order(world, urls.slice(0, 1), cartsEach)
    const one = (before + after) / 2
    report({
      bench: `orders of two servers on one database against one, ${callers} callers`,
      value: round(two / one),
      unit: 'of the orders of one',
      target: targetRatio,
      yardstick: `one server: ${round(before * 60, 0)}/min before, ${round(after * 60, 0)}/min after`,
      ratio: round(two / one),
    })
  },
  { servers: 2, env: { TOKEN_KEYS: tokenKeys } },
)

/** Orders a second, when all that came before has come to its end. */
async function order({ shape, market, pairs }: World, urls: string[], count: number): Promise<number> {
  const databaseUrl = shape.databaseUrls['order-service'] ?? ''
  const carts = await prepareKinds(market, { databaseUrl, kinds: pairs, count })
  await settle(shape.databaseUrls, settleSecondsMax)
  const before = usageOf(shape)
  const driven = await drive('orders', { urls, tokenKeys, carts, callers, seconds: secondsEach })
  const cpuMs = cpuMsOf(usageOf(shape)) - cpuMsOf(before)
  const perSecond = driven.done / driven.seconds
  process.stdout.write(
    `${driven.done} orders to ${urls.length} of the servers: ${round(perSecond * 60, 0)}/min, p50 ${round(driven.p50Ms, 0)} ms, ` +
      `p99 ${round(driven.p99Ms, 0)} ms, ${round(cpuMs / driven.done, 3)} ms CPU an order\n`,
  )
  return perSecond
}
