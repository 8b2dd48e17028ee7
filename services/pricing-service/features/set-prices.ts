import { feature, ok } from '@rialto/core'
import { currencyOf, roundToStep } from '@rialto/money'
import { setPrices } from '../contract.ts'
import * as store from '../store/prices.ts'

type ImportPrice = { amount: number; currency: string; compareAtAmount?: number }

/** One statement takes this many SKUs, so that a large import on a slow disk stays within a statement's time. */
const entriesMax = 400

// The same entries again change nothing and publish nothing, so an import may repeat them. Sorted by SKU throughout:
// imports that meet lock rows in one order.
export default feature(setPrices, async ({ entries }, ctx) => {
  const stamp = { now: ctx.now(), traceparent: ctx.traceparent }
  const sorted = entries.toSorted((left, right) => (left.sku < right.sku ? -1 : left.sku > right.sku ? 1 : 0))
  const changed = await ctx.tx(async (tx) => {
    let count = 0
    for (let from = 0; from < sorted.length; from += entriesMax) {
      const items = sorted
        .slice(from, from + entriesMax)
        .flatMap(({ prices, ...owner }) =>
          prices.map((price) => ({ ...owner, currency: price.currency, ...amountsOf(price) })),
        )
      count += await store.setPrices(tx, items, stamp)
    }
    return count
  })
  return ok({ changed })
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
