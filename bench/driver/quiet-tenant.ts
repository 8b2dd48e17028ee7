// A marketplace with little to do: it reads and writes carts at a fixed pace, whatever happens beside it.
import { openMarket, type Product } from '@rialto/testing'
import { openWriter } from './cart-writer.ts'
import { openLeanWire } from './lean-wire.ts'
import { onPlan, runAtPace } from './run-plan.ts'

type Plan = {
  url: string
  host: string
  simulatorUrl: string
  products: Product[]
  perSecond: number
  seconds: number
}

const shoppers = 16

onPlan(async ({ url, host, simulatorUrl, products, perSecond, seconds }: Plan) => {
  const wire = openLeanWire(url, shoppers * 2, { host })
  const shop = openMarket(wire, simulatorUrl)
  const writers = await Promise.all(
    Array.from({ length: shoppers }, async () => {
      const person = await shop.guest()
      return openWriter(wire, { person, products, cartId: await shop.cart(person, []) })
    }),
  )
  const paths = ['/api/products/search?limit=20', ...products.map((one) => `/api/products/${one.productId}`)]
  return runAtPace({ perSecond, seconds }, async (n) => {
    const turn = Math.floor(n / 2)
    if (n % 2 === 0) await wire.ask('GET', paths[turn % paths.length] ?? '')
    else await writers[turn % shoppers]?.()
    return n % 2 === 0 ? 'read' : 'cart write'
  })
})
