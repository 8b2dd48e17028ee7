import type { BalanceTransaction } from '../shapes/balance.ts'
import type { BalanceTransactionRecord } from '../state/records.ts'

/** A balance transaction as the wire shows it; whether its money is available depends on the clock. */
export function renderBalanceTransaction(record: BalanceTransactionRecord, now: number): BalanceTransaction {
  const { sim: _, ...kept } = record
  return {
    object: 'balance_transaction',
    balance_type: 'payments',
    description: null,
    exchange_rate: null,
    fee_details: feeDetails(record),
    status: record.available_on <= now ? 'available' : 'pending',
    ...kept,
  }
}

function feeDetails({ fee, currency }: BalanceTransactionRecord): BalanceTransaction['fee_details'] {
  if (fee === 0) return []
  return [
    { amount: fee, application: null, currency, description: 'Simulated processing fee', type: 'stripe_fee' },
  ]
}
