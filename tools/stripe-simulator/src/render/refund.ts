import type { Refund } from '../shapes/refund.ts'
import type { RefundRecord } from '../state/records.ts'

const blank = {
  object: 'refund',
  balance_transaction: null,
  customer: null,
  customer_account: null,
  metadata: {},
  payment_method: null,
  reason: null,
  receipt_number: null,
  source_transfer_reversal: null,
  transfer_reversal: null,
} satisfies Partial<Refund>

/** A refund as the wire shows it. */
export function renderRefund(record: RefundRecord): Refund {
  const { sim, ...kept } = record
  return { ...blank, destination_details: { card: destination(sim), type: 'card' }, ...kept }
}

function destination(sim: RefundRecord['sim']): Refund['destination_details']['card'] {
  if (sim.release === true) return { type: 'reversal' }
  const known = sim.reference === undefined ? {} : { reference: sim.reference }
  return {
    ...known,
    reference_status: sim.reference === undefined ? 'pending' : 'available',
    reference_type: 'acquirer_reference_number',
    type: 'refund',
  }
}
