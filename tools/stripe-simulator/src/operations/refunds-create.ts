import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingReference, type Refusal, refuse } from '../outcome.ts'
import { mergeMetadata } from '../params/apply.ts'
import { Amount } from '../params/intent.ts'
import { closed, Expand, MetadataParam, Text } from '../params/pieces.ts'
import { refundCharge } from '../payments/refund-charge.ts'
import type { ChargeRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'

export const refundsCreate = operation({
  name: 'refunds.create',
  method: 'POST',
  path: '/v1/refunds',
  params: Type.Object(
    {
      amount: Type.Optional(Amount),
      charge: Type.Optional(Text),
      metadata: Type.Optional(MetadataParam),
      payment_intent: Type.Optional(Text),
      reason: Type.Optional(Type.Enum(['duplicate', 'fraudulent', 'requested_by_customer'])),
      expand: Type.Optional(Expand),
    },
    closed,
  ),
  run(unit, params) {
    const found = findCharge(unit, params)
    if (!found.ok) return found
    const metadata = params.metadata === undefined ? undefined : mergeMetadata(undefined, params.metadata)
    return refundCharge(unit, found.charge, { amount: params.amount, reason: params.reason, metadata })
  },
})

function findCharge(
  unit: Unit,
  named: { charge?: string; payment_intent?: string },
): { ok: true; charge: ChargeRecord } | Refusal {
  const { charges, payment_intents } = unit.state.tables
  if (named.charge !== undefined) {
    const charge = charges.get(named.charge)
    if (charge === undefined) return missingReference('charge', 'charge', named.charge)
    if (named.payment_intent !== undefined && charge.payment_intent !== named.payment_intent) {
      return refuse('The charge does not belong to the payment_intent.', { param: 'payment_intent' })
    }
    return { ok: true, charge }
  }
  if (named.payment_intent === undefined) {
    const message = 'One of charge and payment_intent is needed.'
    return refuse(message, { code: 'parameter_missing', param: 'payment_intent' })
  }
  const intent = payment_intents.get(named.payment_intent)
  if (intent === undefined) return missingReference('payment_intent', 'payment_intent', named.payment_intent)
  const charge = intent.status === 'succeeded' ? charges.get(intent.latest_charge ?? '') : undefined
  if (charge === undefined) {
    const message = `This PaymentIntent is ${intent.status}: it has no successful charge to refund.`
    return {
      ...refuse(message, { code: 'payment_intent_unexpected_state', param: 'payment_intent' }),
      intent,
    }
  }
  return { ok: true, charge }
}
