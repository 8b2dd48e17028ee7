import { newId } from '@rialto/core'
import { beginRedemption, endRedemption, expireStoredValue, issueStoredValue } from '../contract.ts'
import { append } from '../store/ledger.ts'
import { currencies, type RandomOrder, saleOf } from './random-orders.ts'
import { add, call, internal, newOrder, type RandomLedger, take } from './random-state.ts'

/** Stored value is issued, promised to orders, and used with their cards or given back. */
export async function useValue(ledger: RandomLedger): Promise<number> {
  const { draw, known } = ledger
  const currency = currencies[draw(currencies.length)] ?? 'EUR'
  const storedValueId = newId()
  const amount = 1_000 + draw(20_000)
  await call(ledger, issueStoredValue, { issueId: newId(), storedValueId, amount, currency })
  add(known.value, currency, BigInt(amount))
  const orders = Array.from({ length: 6 }, () => ({ ...newOrder(ledger), currency }))
  const paid = await Promise.all(orders.map((order) => payWithValue(ledger, storedValueId, order)))
  await call(ledger, expireStoredValue, { storedValueId })
  take(ledger, orders)
  return 1 + orders.length + paid.filter(Boolean).length
}

async function payWithValue(
  ledger: RandomLedger,
  storedValueId: string,
  order: RandomOrder,
): Promise<boolean> {
  const { draw, known, services, ctx } = ledger
  const wanted = order.amount > 5_000n ? 5_000 : Number(order.amount)
  const redemption = {
    storedValueId,
    redemptionId: newId(),
    orderId: order.orderId,
    amount: wanted,
    lifeSeconds: 600,
  }
  const begun = await services.run(beginRedemption, redemption, { actor: internal })
  const change = draw(4) === 0 ? ('void' as const) : ('post' as const)
  if (begun.result.ok) await call(ledger, endRedemption, { redemptionId: redemption.redemptionId, change })
  const isUsed = begun.result.ok && change === 'post'
  if (isUsed) {
    order.fromValue = BigInt(wanted)
    add(known.value, order.currency, BigInt(-wanted))
  }
  await ctx.tx((tx) => append(tx, [saleOf(order)]))
  return isUsed
}
