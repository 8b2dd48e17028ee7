import type { Customer } from '../shapes/customer.ts'
import { lettersFor } from '../state/ids.ts'
import type { CustomerRecord } from '../state/records.ts'

const blank = {
  object: 'customer',
  address: null,
  balance: 0,
  currency: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: null,
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  metadata: {},
  name: null,
  next_invoice_sequence: 1,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
} satisfies Partial<Customer>

/** A customer as the wire shows it; a deleted one shows only that it is. */
export function renderCustomer(
  record: CustomerRecord,
): Customer | { id: string; object: 'customer'; deleted: true } {
  const { sim, ...kept } = record
  if (sim.deleted === true) return { id: record.id, object: 'customer', deleted: true }
  return { ...blank, invoice_prefix: lettersFor(1, record.created, 8).toUpperCase(), ...kept }
}
