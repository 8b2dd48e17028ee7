// The whole way of a shopper over the API, paid through the simulator: search, product, cart, two lines of two vendors,
// address, price, order, payment, paid. The provider's budget is lifted, and that is said here. @
import { cpus } from 'node:os'
import { type Market, openMarket, type Product, startShape } from '@rialto/testing'
import { usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const targetPerMinute = 3_000
const warmUpSeconds = 3
const secondsEach = 15
const shoppersEach = [8, 32]
const groups = {
  server: /server\/src\/main\.ts/,
  postgres: /postgres/,
  simulator: /stripe-simulator\/src\/main\.ts/,
  mail: /mail-catcher\/src\/main\.ts/,
}

const shape = await startShape('one', {
  env: { PAYMENTS_BUDGET_PER_SECOND: 'unlimited', NODE_ENV: 'development' },
})
try {
  const market = openMarket(shape.url, shape.simulatorUrl)
  const products = await makeProducts(market)
  await shop(market, products, { shoppers: 8, seconds: warmUpSeconds })
  for (const shoppers of shoppersEach) {
    const bare = await bareRequestsPerMinute(shape.url, shoppers)
    const before = total()
    const driverBefore = process.cpuUsage()
    const { orders, seconds } = await shop(market, products, { shoppers, seconds: secondsEach })
    const perMinute = (orders / seconds) * 60
    const cpuMs = (total() - before) / orders
    const driver = process.cpuUsage(driverBefore)
    process.stdout.write(
      `${shoppers} shoppers: ${round(perMinute, 0)} journeys a minute, ${round(cpuMs, 1)} ms CPU each ` +
        `(driver ${round((driver.user + driver.system) / 1_000 / orders, 1)} ms apart), ${cpus().length} cores\n`,
    )
    report({
      bench: `journey at ${shoppers} shoppers, budget lifted`,
      value: round(perMinute, 0),
      unit: 'journeys/min',
      target: targetPerMinute,
      yardstick: `GET /health of the same server in the same run: ${round(bare, 0)}/min`,
      ratio: round(perMinute / bare, 4),
    })
  }
} finally {
  await shape.stop()
}

async function makeProducts(market: Market): Promise<[Product[], Product[]]> {
  const [one, two] = [await market.vendor('anna'), await market.vendor('bruno')]
  const make = async (vendor: typeof one) => {
    const made: Product[] = []
    for (let n = 0; n < 10; n += 1) made.push(await market.product(vendor, { stock: 1_000_000 }))
    return made
  }
  return [await make(one), await make(two)]
}

async function shop(
  market: Market,
  products: [Product[], Product[]],
  plan: { shoppers: number; seconds: number },
) {
  const startedAt = performance.now()
  const end = startedAt + plan.seconds * 1_000
  let orders = 0
  const shopper = async (n: number) => {
    const buyer = await market.guest()
    for (let round = 0; performance.now() < end; round += 1) {
      const wishes = products.map((list) => [list[(n + round) % list.length] as Product, 1] as const)
      await market.wire.ask('GET', '/api/products/search?query=thing&limit=20')
      await market.wire.ask('GET', `/api/products/${wishes[0]?.[0].productId}`)
      const order = await market.order(buyer, wishes)
      const paid = await market.pay(buyer, order.orderId)
      if (paid.status !== 200) throw new Error(`A payment was refused: ${paid.text}`)
      await market.untilStatus(buyer, order.orderId, 'paid')
      orders += 1
    }
  }
  await Promise.all(Array.from({ length: plan.shoppers }, (_, n) => shopper(n)))
  return { orders, seconds: (performance.now() - startedAt) / 1_000 }
}

/** The yardstick: the plainest request that the same server answers, by the same driver. */
async function bareRequestsPerMinute(url: string, callers: number): Promise<number> {
  const seconds = 2
  const end = performance.now() + seconds * 1_000
  let requests = 0
  const call = async () => {
    while (performance.now() < end) {
      await (await fetch(`${url}/health`)).text()
      requests += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  return (requests / seconds) * 60
}

function total(): number {
  return Object.values(usageOf(groups)).reduce((sum, one) => sum + one.cpuMs, 0)
}
