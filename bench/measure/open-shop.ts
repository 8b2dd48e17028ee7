import {
  type Market,
  openMarket,
  type Product,
  type RunningShape,
  type ShapeOptions,
  startShape,
} from '@rialto/testing'

/**
 * A shop for benches: the provider's budget is lifted, in the product and in the simulator, and every bench says so.
 * Replies are not held against their contracts, as in production; production itself would want a real Stripe account.
 */
export async function withShop(
  work: (shape: RunningShape, market: Market) => Promise<void>,
  options: ShapeOptions = {},
): Promise<void> {
  const shape = await startShape('one', {
    ...options,
    env: {
      PAYMENTS_BUDGET_PER_SECOND: 'unlimited',
      NODE_ENV: 'development',
      CHECK_REPLIES: 'off',
      ...options.env,
    },
  })
  try {
    await work(shape, openMarket(shape.url, shape.simulatorUrl))
  } catch (error) {
    process.stderr.write(shape.output().slice(-4_000))
    throw error
  } finally {
    await shape.stop()
  }
}

/** Products of two vendors, with more stock than any bench can sell. */
export async function makeProducts(market: Market, each = 10): Promise<[Product[], Product[]]> {
  const make = async (name: string) => {
    const vendor = await market.vendor(name)
    const made: Product[] = []
    for (let n = 0; n < each; n += 1) made.push(await market.product(vendor, { stock: 1_000_000 }))
    return made
  }
  return [await make('anna'), await make('bruno')]
}

/** So many pairs of SKUs, each of two vendors. */
export async function makePairs(market: Market, count: number): Promise<Product[][]> {
  const [anna, bruno] = await makeProducts(market, count)
  return anna.map((one, n) => [one, bruno[n]].filter((product) => product !== undefined))
}
