import { operation } from '../operation.ts'
import { missingObject, type Outcome, unexpectedState } from '../outcome.ts'
import { IntentUpdateParams } from '../params/intent.ts'
import { termsProblem, withFields } from '../payments/change-intent.ts'
import { findMethod, makeMethod, methodProblem } from '../payments/payment-methods.ts'
import type { PaymentIntentRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'

const open = ['requires_payment_method', 'requires_confirmation', 'requires_action']
const onlyWhileOpen = [
  'allowed_payment_method_types',
  'amount',
  'capture_method',
  'currency',
  'customer',
  'excluded_payment_method_types',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'setup_future_usage',
] as const

export const paymentIntentsUpdate = operation({
  name: 'payment_intents.update',
  method: 'POST',
  path: '/v1/payment_intents/:id',
  params: IntentUpdateParams,
  run(unit, params, { id = '' }) {
    const known = unit.state.tables.payment_intents.get(id)
    if (known === undefined) return missingObject('payment_intent', id, 'intent')
    const changesPayment = onlyWhileOpen.some((name) => params[name] !== undefined)
    if (changesPayment && !open.includes(known.status)) return unexpectedState(known, 'updated')

    const amount = params.amount ?? known.amount
    const currency = (params.currency ?? known.currency).toLowerCase()
    const customer = params.customer ?? known.customer
    const problem = termsProblem(unit, {
      amount,
      currency,
      customer,
      types: params.allowed_payment_method_types,
    })
    if (problem !== undefined) return problem
    const kept = customer === undefined ? {} : { customer }
    const changed = withFields({ ...known, amount, currency, ...kept }, params)
    return store(unit, changed, params)
  },
})

function store(unit: Unit, changed: PaymentIntentRecord, params: IntentUpdateParams): Outcome {
  const found =
    params.payment_method_data !== undefined
      ? makeMethod(unit, params.payment_method_data, 'payment_method_data[card]')
      : params.payment_method !== undefined
        ? findMethod(unit, params.payment_method)
        : undefined
  if (found === undefined) {
    return { ok: true, table: 'payment_intents', record: unit.put('payment_intents', changed) }
  }
  if (!found.ok) return found
  const problem = methodProblem(found.method, changed.customer)
  if (problem !== undefined) return problem
  const record = unit.put('payment_intents', {
    ...changed,
    status: 'requires_confirmation',
    payment_method: found.method.id,
    next_action: null,
  })
  return { ok: true, table: 'payment_intents', record }
}
