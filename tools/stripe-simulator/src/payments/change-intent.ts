import { missingReference, type Refusal, refuse } from '../outcome.ts'
import { fullShipping, mergeMetadata } from '../params/apply.ts'
import type {
  IntentConfirmParams,
  IntentCreateParams,
  IntentUpdateParams,
  MethodOptions,
} from '../params/intent.ts'
import type { PaymentIntent } from '../shapes/payment-intent.ts'
import type { PaymentIntentRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { amountProblem, isCurrency } from './currency.ts'

type Change = Partial<IntentCreateParams> | IntentUpdateParams | IntentConfirmParams

/** The intent with everything from the request that is simply kept. */
export function withFields(intent: PaymentIntentRecord, change: Change): PaymentIntentRecord {
  return { ...intent, ...describingFields(intent, change), ...payingFields(intent, change) }
}

type Changed = { -readonly [Field in keyof PaymentIntentRecord]?: PaymentIntentRecord[Field] }

function describingFields(intent: PaymentIntentRecord, change: Change): Changed {
  const fields: Changed = {}
  if ('metadata' in change) fields.metadata = mergeMetadata(intent.metadata, change.metadata)
  if ('description' in change) fields.description = change.description || null
  if (change.receipt_email !== undefined) fields.receipt_email = change.receipt_email || null
  if (change.shipping !== undefined)
    fields.shipping = change.shipping === '' ? null : fullShipping(change.shipping)
  if ('statement_descriptor' in change) fields.statement_descriptor = change.statement_descriptor || null
  if ('statement_descriptor_suffix' in change) {
    fields.statement_descriptor_suffix = change.statement_descriptor_suffix || null
  }
  if ('transfer_group' in change) fields.transfer_group = change.transfer_group ?? null
  return fields
}

function payingFields(intent: PaymentIntentRecord, change: Change): Changed {
  const fields: Changed = {}
  if (change.allowed_payment_method_types !== undefined) {
    fields.allowed_payment_method_types = change.allowed_payment_method_types
    fields.automatic_payment_methods = null
  }
  if (change.excluded_payment_method_types !== undefined) {
    fields.excluded_payment_method_types = change.excluded_payment_method_types
  }
  if (change.capture_method !== undefined) fields.capture_method = change.capture_method
  if (change.setup_future_usage !== undefined) fields.setup_future_usage = change.setup_future_usage || null
  if (change.payment_method_options?.card !== undefined) {
    fields.payment_method_options = { card: withCardOptions(intent, change.payment_method_options.card) }
  }
  return fields
}

function withCardOptions(
  intent: PaymentIntentRecord,
  change: NonNullable<MethodOptions['card']>,
): NonNullable<PaymentIntent['payment_method_options']['card']> {
  const known = intent.payment_method_options?.card
  const { capture_method, setup_future_usage, ...kept } = known ?? {
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: 'automatic',
  }
  const capture = change.capture_method ?? capture_method
  const usage = change.setup_future_usage ?? setup_future_usage
  return {
    ...kept,
    ...(capture === 'manual' ? { capture_method: capture } : {}),
    ...(usage === undefined || usage === '' ? {} : { setup_future_usage: usage }),
    network: change.network ?? kept.network,
    request_three_d_secure: change.request_three_d_secure ?? kept.request_three_d_secure,
  }
}

/** Why an intent cannot be for this amount, currency and customer; nothing when it can. */
export function termsProblem(
  unit: Unit,
  terms: {
    amount: number
    currency: string
    customer?: string | null | undefined
    types?: readonly string[] | undefined
  },
): Refusal | undefined {
  if (!isCurrency(terms.currency)) return refuse(`Invalid currency: ${terms.currency}`, { param: 'currency' })
  const amount = amountProblem(terms.amount, terms.currency)
  if (amount !== undefined) return refuse(amount.message, { code: amount.code, param: 'amount' })
  const unknown = terms.types?.find((type) => type !== 'card')
  if (unknown !== undefined) {
    const message = `The payment method type "${unknown}" is not simulated. The simulator takes cards.`
    return refuse(message, { code: 'payment_method_unactivated', param: 'allowed_payment_method_types' })
  }
  return customerProblem(unit, terms.customer)
}

function customerProblem(unit: Unit, customer: string | null | undefined): Refusal | undefined {
  if (customer == null) return undefined
  const known = unit.state.tables.customers.get(customer)
  if (known === undefined || known.sim.deleted === true)
    return missingReference('customer', 'customer', customer)
  return undefined
}
