import Type from 'typebox'
import { operation } from '../operation.ts'
import { refuse } from '../outcome.ts'
import { BillingParam, CardParam, closed, Expand, MetadataMap, Redisplay } from '../params/pieces.ts'
import { makeMethod } from '../payments/payment-methods.ts'

export const paymentMethodsCreate = operation({
  name: 'payment_methods.create',
  method: 'POST',
  path: '/v1/payment_methods',
  publishable: [],
  params: Type.Object(
    {
      type: Type.Optional(Type.Literal('card')),
      allow_redisplay: Type.Optional(Redisplay),
      billing_details: Type.Optional(BillingParam),
      card: Type.Optional(CardParam),
      metadata: Type.Optional(MetadataMap),
      expand: Type.Optional(Expand),
    },
    closed,
  ),
  run(unit, params) {
    const { type, expand: _, ...data } = params
    if (type === undefined)
      return refuse('Missing required param: type.', { code: 'parameter_missing', param: 'type' })
    const made = makeMethod(unit, { ...data, type }, 'card')
    if (!made.ok) return made
    return { ok: true, table: 'payment_methods', record: made.method }
  },
})
