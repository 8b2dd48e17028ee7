// The whole way of a shopper over the API, paid through the simulator. The provider's budget is lifted. @
import { simpleUpdatesPerSecond } from '@rialto/testing'
import { drive } from '../measure/drive.ts'
import { makeProducts, withShop } from '../measure/open-shop.ts'
import { cpuMsOf, type ShapeUsage, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const targetPerMinute = 3_000
const warmUpSeconds = 5
const secondsEach = 20
const shoppersEach = [8, 32]
const yardstickClients = 32
const yardstickSeconds = 5

await withShop(async (shape, market) => {
  const { url, simulatorUrl } = shape
  const products = await makeProducts(market)
  await drive('journey', { url, simulatorUrl, products, shoppers: 8, seconds: warmUpSeconds })
  const updates = await simpleUpdatesPerSecond({ clients: yardstickClients, seconds: yardstickSeconds })
  for (const shoppers of shoppersEach) {
    const before = usageOf(shape)
    const driven = await drive('journey', { url, simulatorUrl, products, shoppers, seconds: secondsEach })
    const after = usageOf(shape)
    const perMinute = (driven.done / driven.seconds) * 60
    const each = (name: keyof ShapeUsage) => round((after[name].cpuMs - before[name].cpuMs) / driven.done, 1)
    process.stdout.write(
      `${shoppers} shoppers: p50 ${round(driven.p50Ms, 0)} ms, p99 ${round(driven.p99Ms, 0)} ms; ` +
        `${round((cpuMsOf(after) - cpuMsOf(before)) / driven.done, 1)} ms CPU an order: server ${each('server')}, ` +
        `PostgreSQL ${each('postgres')}, simulator ${each('simulator')}, mail ${each('mail')} ` +
        `(driver ${round(driven.driverCpuMs / driven.done, 1)} apart)\n`,
    )
    report({
      bench: `journey at ${shoppers} shoppers, budget lifted`,
      value: round(perMinute, 0),
      unit: 'journeys/min',
      target: targetPerMinute,
      yardstick: `simple-update, ${yardstickClients} clients: ${round(updates * 60, 0)}/min`,
      ratio: round(perMinute / (updates * 60), 4),
    })
  }
})
