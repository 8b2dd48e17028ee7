// What a quiet marketplace notices of another one's drop: its reads and cart writes at a fixed pace, alone and beside
// people who order in the drop as fast as they are answered, while it lasts and when it is sold out.
import { generateKeySet } from '@rialto/jwt'
import { type Market, type RunningShape, settle } from '@rialto/testing'
import { drive } from '../measure/drive.ts'
import { openDrop } from '../measure/open-drop.ts'
import { makeProducts, withShop } from '../measure/open-shop.ts'
import { hostSuffix, openOtherMarket } from '../measure/other-market.ts'
import { prepareCarts } from '../measure/prepared-carts.ts'
import { report, round } from '../measure/report.ts'

const perSecond = 40
const secondsEach = 15
const warmUpSeconds = 5
const buyersAtOnce = 64
const units = 1_000
const cartsEach = 40_000
const settleSecondsMax = 60

const tokenKeys = generateKeySet()

await withShop(
  async (shape, market) => {
    const quiet = await openOtherMarket(shape, market, tokenKeys)
    const products = (await makeProducts(quiet.market)).flat()
    const { url, simulatorUrl } = shape
    const plan = { url, host: quiet.host, simulatorUrl, products, perSecond }
    await drive('quiet-tenant', { ...plan, seconds: warmUpSeconds })
    const startDrop = await prepareDrop(shape, market)
    await settle(shape.databaseUrls, settleSecondsMax)
    const alone = await drive('quiet-tenant', { ...plan, seconds: secondsEach })
    const dropping = startDrop()
    const beside = await drive('quiet-tenant', { ...plan, seconds: secondsEach })
    const { ordered, SOLD_OUT: refused } = (await dropping).groups
    process.stdout.write(
      `the drop: ${ordered?.count ?? 0} ordered, p99 ${round(ordered?.p99Ms ?? 0, 0)} ms; ` +
        `${refused?.count ?? 0} refused, p99 ${round(refused?.p99Ms ?? 0, 0)} ms\n`,
    )
    for (const name of ['read', 'cart write']) {
      const before = alone.groups[name]
      const after = beside.groups[name]
      if (!before || !after) throw new Error(`There was no ${name}`)
      report({
        bench: `p99 of a quiet marketplace's ${name}s at ${perSecond / 2}/s beside another one's drop of ${buyersAtOnce} at once`,
        value: round(after.p99Ms, 1),
        unit: 'ms',
        target: null,
        yardstick: `alone: ${round(before.p99Ms, 1)} ms (p50 ${round(before.p50Ms, 1)}, beside ${round(after.p50Ms, 1)})`,
        ratio: round(after.p99Ms / before.p99Ms),
      })
    }
  },
  { env: { TOKEN_KEYS: tokenKeys, TENANT_HOST_SUFFIX: hostSuffix } },
)

/** A drop in the main marketplace, with a crowd that is ready to order. */
async function prepareDrop(shape: RunningShape, market: Market) {
  const product = await market.product(await market.vendor('drop'), { stock: units })
  const dropId = await openDrop(market, product, units)
  const databaseUrl = shape.databaseUrls['order-service'] ?? ''
  const carts = await prepareCarts(market, {
    databaseUrl,
    wishes: [product],
    count: cartsEach,
    isQuoted: true,
    dropId,
  })
  const crowd = { urls: [shape.url], tokenKeys, carts: [carts], callers: buyersAtOnce, mayRefuse: true }
  return () => drive('orders', { ...crowd, seconds: secondsEach })
}
