import type { ChargeRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { postCharge } from './books.ts'

/** Books the money of a charge that was captured without waiting for it. Does nothing the second time. */
export function settleCharge(unit: Unit, charge: ChargeRecord): ChargeRecord {
  if (charge.captured !== true || charge.balance_transaction != null) return charge
  const transaction = postCharge(unit, charge, charge.amount_captured ?? 0)
  const settled = unit.put('charges', { ...charge, balance_transaction: transaction.id })
  unit.unschedule('settle_charge', charge.id)
  unit.emit('charge.updated', settled, { balance_transaction: null })
  return settled
}
