// Shoppers who write their carts, one write after the other.
import { openMarket, type Product } from '@rialto/testing'
import { openWriter } from './cart-writer.ts'
import { openLeanWire } from './lean-wire.ts'
import { onPlan, runAtPace, runLoad } from './run-plan.ts'

type Plan = {
  url: string
  simulatorUrl: string
  products: Product[]
  callers: number
  seconds: number
  /** At this pace, whatever the answers; without it each shopper writes as soon as they were answered. */
  perSecond?: number
}

onPlan(async ({ url, simulatorUrl, products, callers, seconds, perSecond }: Plan) => {
  const wire = openLeanWire(url, callers)
  const shop = openMarket(wire, simulatorUrl)
  const writers = await Promise.all(
    Array.from({ length: callers }, async () => {
      const person = await shop.guest()
      return openWriter(wire, { person, products, cartId: await shop.cart(person, []) })
    }),
  )
  const write = async (n: number) => writers[n % callers]?.()
  return perSecond === undefined
    ? runLoad({ callers, seconds }, write)
    : runAtPace({ perSecond, seconds }, write)
})
