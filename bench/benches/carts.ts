// Writes of carts by 32 shoppers: as fast as they are answered, which no shopper is, and at a fixed pace.
import { simpleUpdatesPerSecond } from '@rialto/testing'
import { drive } from '../measure/drive.ts'
import { makeProducts, withShop } from '../measure/open-shop.ts'
import { coresUsed, cpuMsOf, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const shoppers = 32
const targetMs = 10
const warmUpSeconds = 5
const secondsEach = 15
const perSecond = 160
const yardstickSeconds = 5

await withShop(async (shape, market) => {
  const { url, simulatorUrl } = shape
  const plan = { url, simulatorUrl, products: (await makeProducts(market)).flat(), callers: shoppers }
  await drive('cart-writes', { ...plan, seconds: warmUpSeconds })
  const updates = await simpleUpdatesPerSecond({ clients: shoppers, seconds: yardstickSeconds })
  const updateMs = (shoppers * 1_000) / updates
  for (const [name, pace] of [
    [`closed loop of ${shoppers} shoppers`, {}],
    [`open loop at ${perSecond}/s, ${shoppers} shoppers`, { perSecond }],
  ] as const) {
    const before = usageOf(shape)
    const driven = await drive('cart-writes', { ...plan, ...pace, seconds: secondsEach })
    const cpuMs = cpuMsOf(usageOf(shape)) - cpuMsOf(before)
    const steps = Object.entries(driven.groups).map(([step, { p99Ms }]) => `${step} ${round(p99Ms, 1)} ms`)
    process.stdout.write(
      `${name}: ${round(driven.done / driven.seconds, 0)} writes/s, p50 ${round(driven.p50Ms, 1)} ms, p99 of ` +
        `${steps.join(', ')}; ${round(cpuMs / driven.done, 2)} ms CPU each, ${coresUsed(driven, cpuMs)}\n`,
    )
    report({
      bench: `p99 of a cart write, ${name}`,
      value: round(driven.p99Ms, 1),
      unit: 'ms',
      target: targetMs,
      yardstick: `simple-update, ${shoppers} clients: ${round(updateMs, 1)} ms each`,
      ratio: round(driven.p99Ms / updateMs),
    })
  }
})
