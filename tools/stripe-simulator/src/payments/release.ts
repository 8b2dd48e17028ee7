import type { ChargeRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'

/**
 * Gives back a part of an authorisation. The wire shows it as a refund of the charge without a balance
 * transaction: no money of ours moved. The charge is answered, not put: the caller has more to change.
 */
export function releaseAuthorisation(unit: Unit, charge: ChargeRecord, amount: number): ChargeRecord {
  if (amount === 0) return charge
  unit.put('refunds', {
    id: unit.newId('re'),
    created: unit.now,
    amount,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    status: 'succeeded',
    ...(charge.customer === undefined ? {} : { customer: charge.customer }),
    sim: { release: true },
  })
  return { ...charge, amount_refunded: (charge.amount_refunded ?? 0) + amount }
}
