import { operation } from '../operation.ts'
import { type Outcome, refuse } from '../outcome.ts'
import { IntentCreateParams } from '../params/intent.ts'
import { termsProblem, withFields } from '../payments/change-intent.ts'
import { confirmIntent } from '../payments/confirm-intent.ts'
import { findMethod, makeMethod, methodProblem } from '../payments/payment-methods.ts'
import type { PaymentIntentRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'

const onlyWithConfirm = [
  'confirmation_token',
  'error_on_requires_action',
  'off_session',
  'return_url',
] as const

export const paymentIntentsCreate = operation({
  name: 'payment_intents.create',
  method: 'POST',
  path: '/v1/payment_intents',
  params: IntentCreateParams,
  run(unit, params) {
    const early =
      params.confirm === true ? undefined : onlyWithConfirm.find((name) => params[name] !== undefined)
    if (early !== undefined) return refuse(`${early} can only be given with confirm=true.`, { param: early })
    const currency = params.currency.toLowerCase()
    const { amount, customer, allowed_payment_method_types: types } = params
    const problem = termsProblem(unit, { amount, currency, customer, types })
    if (problem !== undefined) return problem

    const draft = draftIntent(unit, params, currency)
    if (params.confirm === true) {
      unit.emit('payment_intent.created', unit.put('payment_intents', draft))
      return confirmIntent(unit, draft, params)
    }
    return withMethod(unit, draft, params)
  },
})

function draftIntent(unit: Unit, params: IntentCreateParams, currency: string): PaymentIntentRecord {
  const id = unit.newId('pi')
  const automatic = params.automatic_payment_methods
  const draft: PaymentIntentRecord = {
    id,
    created: unit.now,
    amount: params.amount,
    currency,
    status: 'requires_payment_method',
    client_secret: `${id}_secret_${unit.letters(25)}`,
    capture_method: 'automatic_async',
    ...(params.customer === undefined ? {} : { customer: params.customer }),
    ...(params.confirmation_method === undefined ? {} : { confirmation_method: params.confirmation_method }),
    ...(automatic === undefined
      ? {}
      : {
          automatic_payment_methods: automatic.enabled
            ? { allow_redirects: automatic.allow_redirects ?? 'always', enabled: true }
            : null,
        }),
    sim: {},
  }
  return withFields(draft, params)
}

function withMethod(unit: Unit, draft: PaymentIntentRecord, params: IntentCreateParams): Outcome {
  const found =
    params.payment_method_data !== undefined
      ? makeMethod(unit, params.payment_method_data, 'payment_method_data[card]')
      : params.payment_method !== undefined
        ? findMethod(unit, params.payment_method)
        : undefined
  if (found !== undefined && !found.ok) return found
  const problem = found === undefined ? undefined : methodProblem(found.method, draft.customer)
  if (problem !== undefined) return problem
  const record = unit.put('payment_intents', {
    ...draft,
    ...(found === undefined ? {} : { status: 'requires_confirmation', payment_method: found.method.id }),
  })
  unit.emit('payment_intent.created', record)
  return { ok: true, table: 'payment_intents', record }
}
