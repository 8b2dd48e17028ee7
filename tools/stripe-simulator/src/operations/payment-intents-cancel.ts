import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { IntentCancelParams } from '../params/intent.ts'
import { cancelIntent } from '../payments/capture-intent.ts'

export const paymentIntentsCancel = operation({
  name: 'payment_intents.cancel',
  method: 'POST',
  path: '/v1/payment_intents/:id/cancel',
  params: IntentCancelParams,
  run(unit, params, { id = '' }) {
    const known = unit.state.tables.payment_intents.get(id)
    if (known === undefined) return missingObject('payment_intent', id, 'intent')
    return cancelIntent(unit, known, params.cancellation_reason ?? null)
  },
})
