// The server's memory after six hundred whole journeys. The provider's budget is lifted.
import { drive } from '../measure/drive.ts'
import { makeProducts, withShop } from '../measure/open-shop.ts'
import { usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const targetMegabytes = 350
const shoppers = 16
const journeysFirst = 100
const journeys = 600

await withShop(async (shape, market) => {
  const { url, simulatorUrl } = shape
  const plan = { url, simulatorUrl, products: await makeProducts(market), shoppers }
  await drive('journey', { ...plan, total: journeysFirst })
  const early = usageOf(shape).server.residentMegabytes
  await drive('journey', { ...plan, total: journeys - journeysFirst })
  const value = usageOf(shape).server.residentMegabytes
  report({
    bench: `memory of the server after ${journeys} journeys`,
    value: round(value, 0),
    unit: 'MB resident',
    target: targetMegabytes,
    yardstick: `after ${journeysFirst} journeys: ${round(early, 0)} MB`,
    ratio: round(value / early),
  })
})
