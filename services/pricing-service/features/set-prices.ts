import { feature, ok } from '@rialto/core'
import { currencyOf, roundToStep } from '@rialto/money'
import { setPrices } from '../contract.ts'
import * as store from '../store/prices.ts'

type ImportPrice = { amount: number; currency: string; compareAtAmount?: number }

// The same entries again change nothing and publish nothing, so an import may repeat them.
export default feature(setPrices, async ({ entries }, ctx) => {
  const items = entries.flatMap(({ prices, ...owner }) =>
    prices.map((price) => ({ ...owner, currency: price.currency, ...amountsOf(price) })),
  )
  if (items.length === 0) return ok({ changed: 0 })
  const stamp = { now: ctx.now(), traceparent: ctx.traceparent }
  return ok({ changed: await ctx.tx((tx) => store.setPrices(tx, items, stamp)) })
})

/** A higher `compareAtAmount` is the base price, and `amount` a reduction; a lower or equal one says nothing. */
export function amountsOf(price: ImportPrice): { base: number; sale: number | null } {
  const amount = chargeable(price.amount, price.currency)
  const before = chargeable(price.compareAtAmount ?? 0, price.currency)
  return before > amount ? { base: before, sale: amount } : { base: amount, sale: null }
}

function chargeable(amount: number, currency: string): number {
  return Number(roundToStep({ amount: BigInt(amount), currency: currencyOf(currency) }, 'half-up').amount)
}
