import Type from 'typebox'
import { balancesOf } from '../payments/books.ts'
import type { State } from '../state/state.ts'
import { nowMs } from '../state/world.ts'
import { adminRoute } from './admin-route.ts'

type Column = {
  currency: string
  /** Money taken from cards and booked. */
  captured: number
  /** Money sent back and not returned. */
  refunded: number
  fees: number
  /** What the balance transactions add up to. */
  balance: number
  /** Captured minus refunded minus fees; anything but `balance` is a bug in the simulator. */
  expected: number
  /** Captured, but its balance transaction is still to come. */
  unsettled: number
}

/** The simulator's own books by currency, from two sides that must agree. */
export function booksOf(state: State, now: number): Column[] {
  const columns = new Map<string, Column>()
  const column = (currency: string) => {
    const known = columns.get(currency)
    if (known !== undefined) return known
    const fresh = { currency, captured: 0, refunded: 0, fees: 0, balance: 0, expected: 0, unsettled: 0 }
    columns.set(currency, fresh)
    return fresh
  }
  for (const charge of state.tables.charges.rows()) {
    const taken = charge.amount_captured ?? 0
    if (charge.balance_transaction == null) column(charge.currency).unsettled += taken
    else column(charge.currency).captured += taken
  }
  for (const refund of state.tables.refunds.rows()) {
    if (refund.sim.release !== true && refund.status !== 'failed')
      column(refund.currency).refunded += refund.amount
  }
  for (const transaction of state.tables.balance_transactions.rows())
    column(transaction.currency).fees += transaction.fee
  for (const [currency, { available, pending }] of balancesOf(state, now))
    column(currency).balance = available + pending
  for (const each of columns.values()) each.expected = each.captured - each.refunded - each.fees
  return [...columns.values()]
}

export const readBooks = adminRoute({
  method: 'GET',
  path: '/_sim/books',
  body: Type.Object({}),
  run({ world }) {
    const books = booksOf(world.state, Math.floor(nowMs(world) / 1000))
    return { ok: true, body: { balanced: books.every((each) => each.balance === each.expected), books } }
  },
})
