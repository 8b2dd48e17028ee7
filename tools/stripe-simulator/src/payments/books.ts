import { cardByKey } from '../cards/test-cards.ts'
import type { BalanceTransactionRecord, ChargeRecord, RefundRecord } from '../state/records.ts'
import type { State } from '../state/state.ts'
import type { Unit } from '../state/unit.ts'

const pendingSeconds = 2 * 24 * 3600
const feePerMille = 29
const feeFixed = 30

/** 2.9 % rounded to the nearest minor unit, plus 30 minor units. */
function feeFor(amount: number): number {
  return Math.floor((amount * feePerMille + 500) / 1000) + feeFixed
}

type Movement = Pick<
  BalanceTransactionRecord,
  'amount' | 'currency' | 'fee' | 'available_on' | 'source' | 'type'
> & {
  category: string
}

/** Every movement of money goes through here: one balance transaction each, and nothing else moves a balance. */
function post(unit: Unit, movement: Movement): BalanceTransactionRecord {
  const { category, ...fields } = movement
  return unit.put('balance_transactions', {
    id: unit.newId('txn'),
    created: unit.now,
    ...fields,
    net: movement.amount - movement.fee,
    reporting_category: category,
    sim: {},
  })
}

/** The money of a captured charge comes in, less the fee. */
export function postCharge(unit: Unit, charge: ChargeRecord, amount: number): BalanceTransactionRecord {
  const atOnce = cardByKey(charge.sim.card).availableAtOnce === true
  return post(unit, {
    amount,
    fee: feeFor(amount),
    currency: charge.currency,
    available_on: atOnce ? unit.now : unit.now + pendingSeconds,
    source: charge.id,
    type: 'charge',
    category: 'charge',
  })
}

/** The money of a refund goes out at once; the fee of the charge is not given back. */
export function postRefund(unit: Unit, refund: RefundRecord): BalanceTransactionRecord {
  const { amount, currency, id } = refund
  return post(unit, {
    amount: -amount,
    fee: 0,
    currency,
    available_on: unit.now,
    source: id,
    type: 'refund',
    category: 'refund',
  })
}

/** A refund that the bank sent back: its money returns. */
export function postRefundFailure(unit: Unit, refund: RefundRecord): BalanceTransactionRecord {
  const { amount, currency, id } = refund
  return post(unit, {
    amount,
    fee: 0,
    currency,
    available_on: unit.now,
    source: id,
    type: 'refund_failure',
    category: 'refund_failure',
  })
}

export type Balances = Map<string, { available: number; pending: number }>

/** What the account holds by currency: the sum of its balance transactions, split by the clock. */
export function balancesOf(state: State, now: number): Balances {
  const balances: Balances = new Map()
  for (const { currency, net, available_on } of state.tables.balance_transactions.rows()) {
    const sums = balances.get(currency) ?? { available: 0, pending: 0 }
    if (available_on <= now) sums.available += net
    else sums.pending += net
    balances.set(currency, sums)
  }
  return balances
}
