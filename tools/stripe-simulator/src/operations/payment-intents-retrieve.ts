import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject, refuse } from '../outcome.ts'
import { closed, Expand, Text } from '../params/pieces.ts'

export const paymentIntentsRetrieve = operation({
  name: 'payment_intents.retrieve',
  method: 'GET',
  path: '/v1/payment_intents/:id',
  publishable: ['client_secret'],
  params: Type.Object({ client_secret: Type.Optional(Text), expand: Type.Optional(Expand) }, closed),
  run(unit, params, { id = '' }) {
    const record = unit.state.tables.payment_intents.get(id)
    if (record === undefined) return missingObject('payment_intent', id, 'intent')
    if (params.client_secret !== undefined && params.client_secret !== record.client_secret) {
      const message = 'The client_secret is not the one of this PaymentIntent.'
      return refuse(message, { code: 'payment_intent_invalid_parameter', param: 'client_secret' })
    }
    return { ok: true, table: 'payment_intents', record }
  },
})
