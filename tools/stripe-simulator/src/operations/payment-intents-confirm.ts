import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { IntentConfirmParams } from '../params/intent.ts'
import { termsProblem, withFields } from '../payments/change-intent.ts'
import { confirmIntent } from '../payments/confirm-intent.ts'

export const paymentIntentsConfirm = operation({
  name: 'payment_intents.confirm',
  method: 'POST',
  path: '/v1/payment_intents/:id/confirm',
  params: IntentConfirmParams,
  run(unit, params, { id = '' }) {
    const known = unit.state.tables.payment_intents.get(id)
    if (known === undefined) return missingObject('payment_intent', id, 'intent')
    const { amount, currency } = known
    const problem = termsProblem(unit, { amount, currency, types: params.allowed_payment_method_types })
    if (problem !== undefined) return problem
    return confirmIntent(unit, withFields(known, params), params)
  },
})
