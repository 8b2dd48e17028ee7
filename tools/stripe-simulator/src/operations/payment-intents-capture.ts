import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { mergeMetadata } from '../params/apply.ts'
import { IntentCaptureParams } from '../params/intent.ts'
import { captureIntent } from '../payments/capture-intent.ts'

export const paymentIntentsCapture = operation({
  name: 'payment_intents.capture',
  method: 'POST',
  path: '/v1/payment_intents/:id/capture',
  params: IntentCaptureParams,
  run(unit, params, { id = '' }) {
    const known = unit.state.tables.payment_intents.get(id)
    if (known === undefined) return missingObject('payment_intent', id, 'intent')
    const metadata =
      params.metadata === undefined ? {} : { metadata: mergeMetadata(known.metadata, params.metadata) }
    return captureIntent(unit, known, { amount_to_capture: params.amount_to_capture, ...metadata })
  },
})
