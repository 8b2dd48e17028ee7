import { laterExpiry, readCard } from '../cards/read-card.ts'
import { findCardByToken } from '../cards/test-cards.ts'
import { missingReference, type Refusal, refuse } from '../outcome.ts'
import { fullBilling } from '../params/apply.ts'
import type { MethodData } from '../params/pieces.ts'
import type { PaymentMethodRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'

export type MethodResult = { ok: true; method: PaymentMethodRecord } | Refusal

/** Finds a payment method by id; a test name such as `pm_card_visa` makes a new one each time. */
export function findMethod(unit: Unit, id: string, param = 'payment_method'): MethodResult {
  const known = unit.state.tables.payment_methods.get(id)
  if (known !== undefined) return { ok: true, method: known }
  const card = id.startsWith('pm_card_') ? findCardByToken(id) : undefined
  if (card === undefined) return missingReference(param, 'PaymentMethod', id)
  const sim = { card: card.key, ...laterExpiry(unit.now) }
  const method = unit.put('payment_methods', { id: unit.newId('pm'), created: unit.now, sim })
  return { ok: true, method }
}

/** Makes a payment method from card fields or a token. */
export function makeMethod(unit: Unit, data: MethodData, param: string): MethodResult {
  if (data.card === undefined) {
    return refuse(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const read = readCard(data.card, unit.now)
  if (!read.ok) return unreadable(read, param)
  const method = unit.put('payment_methods', {
    id: unit.newId('pm'),
    created: unit.now,
    ...(data.allow_redisplay === undefined ? {} : { allow_redisplay: data.allow_redisplay }),
    ...(data.billing_details === undefined ? {} : { billing_details: fullBilling(data.billing_details) }),
    ...(data.metadata === undefined ? {} : { metadata: data.metadata }),
    sim: { card: read.card.key, expMonth: read.expMonth, expYear: read.expYear },
  })
  return { ok: true, method }
}

/** The refusal for card fields that make no card. */
export function unreadable(
  read: { code: string; message: string; param: string; declineCode?: string },
  param: string,
): Refusal {
  if (read.code === 'resource_missing') {
    return refuse(read.message, { code: read.code, param: `${param}[${read.param}]` })
  }
  const decline = read.declineCode === undefined ? {} : { decline_code: read.declineCode }
  return {
    ok: false,
    status: 402,
    type: 'card_error',
    code: read.code,
    message: read.message,
    param: read.param,
    ...decline,
  }
}

/** Why this method may not pay for this customer; nothing when it may. */
export function methodProblem(
  method: PaymentMethodRecord,
  customer: string | null | undefined,
): Refusal | undefined {
  const owner = method.customer ?? null
  if (owner !== null && owner !== (customer ?? null)) {
    const message = 'The payment method belongs to a customer. Name that customer to use it.'
    return refuse(message, { code: 'payment_method_unexpected_state', param: 'payment_method' })
  }
  if (owner === null && method.sim.spent === true) {
    const message =
      'This PaymentMethod was used or detached before without being attached to a Customer. It may not be used again.'
    return refuse(message, { code: 'payment_method_unexpected_state', param: 'payment_method' })
  }
  return undefined
}

/** Saves a method to a customer and says so. */
export function attachMethod(unit: Unit, method: PaymentMethodRecord, customer: string): PaymentMethodRecord {
  const attached = unit.put('payment_methods', { ...method, customer })
  unit.emit('payment_method.attached', attached)
  return attached
}
